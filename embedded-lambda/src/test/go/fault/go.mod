module coldgate.test/fault

go 1.18
