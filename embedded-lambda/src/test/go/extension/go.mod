module coldgate.test/extension

go 1.18
