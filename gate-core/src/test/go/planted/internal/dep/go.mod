module coldgate.test/dep

go 1.18
