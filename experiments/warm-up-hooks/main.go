// A function whose first order needs a catalogue that takes a while to build. A warm-up event runs the hooks that the
// variable HOOKS names, in that order: "settings" reads which catalogue is needed, "catalogue" builds it.
package main

import (
	"context"
	"os"
	"strconv"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

const entries = 50_000

type event struct {
	WarmUp  bool   `json:"warmUp"`
	Product string `json:"product"`
}

var (
	country = "default"
	built   string
	prices  map[string]int

	hooks = map[string]func(){"settings": readSettings, "catalogue": buildCatalogue}
)

func readSettings() {
	country = os.Getenv("COUNTRY")
}

// buildCatalogue builds the catalogue of the country unless it has already been built.
func buildCatalogue() {
	if built == country {
		return
	}
	prices = make(map[string]int)
	for i := 0; i < entries; i++ {
		prices[country+"-"+strconv.Itoa(i)] = i
	}
	built = country
}

func handle(_ context.Context, e event) (int, error) {
	if e.WarmUp {
		for _, name := range strings.Fields(os.Getenv("HOOKS")) {
			hooks[name]()
		}
		return 0, nil
	}
	readSettings()
	buildCatalogue()
	return prices[country+"-"+e.Product], nil
}

func main() {
	lambda.Start(handle)
}
