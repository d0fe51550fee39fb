module example.com/shop/orders

go 1.24.0

require github.com/aws/aws-lambda-go v1.54.0
