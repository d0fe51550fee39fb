module coldgate/localstack-init

go 1.18
