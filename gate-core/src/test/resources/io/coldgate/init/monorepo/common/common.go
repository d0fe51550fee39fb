package common

// Greeting is what every service says.
func Greeting() string { return "hello" }
