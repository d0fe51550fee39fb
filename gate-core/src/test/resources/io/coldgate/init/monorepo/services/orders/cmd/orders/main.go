package main

import "example.com/shop/orders/internal/app"

func main() { app.Serve() }
