module coldgate/probe

go 1.18
