module coldgate.test/bare

go 1.19
