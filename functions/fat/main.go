// Fat answers like slim and contains what functions accumulate over the years: a profiler's HTTP pages, image codecs, a
// time zone database and HTML templates that no answer uses, debug symbols (build.env), and a price list parsed into a
// map before the first event.
package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"html/template"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	_ "net/http/pprof"
	"strconv"
	"strings"
	_ "time/tzdata"

	"coldgate/functions/internal/postage"
	"github.com/aws/aws-lambda-go/lambda"
)

var prices = parsePrices()

// This page has not been used since the function moved from its server to Lambda.
var page = template.Must(template.New("prices").Parse(
	`<table>{{range $area, $quote := .}}<tr><td>{{$area}}<td>{{$quote.Zone}}<td>{{$quote.Cents}}{{end}}</table>`))

func parsePrices() map[string]postage.Quote {
	rows, err := csv.NewReader(strings.NewReader(postage.Zones)).ReadAll()
	if err != nil {
		panic(err)
	}
	parsed := make(map[string]postage.Quote)
	for _, row := range rows {
		cents, err := strconv.Atoi(row[2])
		if err != nil {
			panic(err)
		}
		parsed[row[0]] = postage.Quote{Zone: row[1], Cents: cents}
	}
	return parsed
}

func quote(_ context.Context, request postage.Request) (postage.Quote, error) {
	found, known := prices[request.Area]
	if !known {
		return postage.Quote{}, fmt.Errorf("no such postcode area: %q", request.Area)
	}
	return found, nil
}

func main() {
	lambda.Start(quote)
}
