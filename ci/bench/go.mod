module coldgate/bench

go 1.18
