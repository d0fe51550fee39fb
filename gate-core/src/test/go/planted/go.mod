module coldgate.test/planted

go 1.18

require (
	coldgate.test/dep v0.0.0
	github.com/aws/aws-lambda-go v1.54.0
)

replace coldgate.test/dep => ./internal/dep
