module coldgate/container-probe

go 1.18
