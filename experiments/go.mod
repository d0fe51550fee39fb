module coldgate/experiments

go 1.18

require (
	github.com/aws/aws-lambda-go v1.54.0
	github.com/goccy/go-json v0.10.5
	github.com/santhosh-tekuri/jsonschema/v5 v5.3.0
)
