// Package postage contains the price list that both the fat and the slim function use.
package postage

import _ "embed"

//go:generate go run table.go

// Zones is the price list: sorted lines of area,zone,cents, all of the same width.
//
//go:embed zones.csv
var Zones string

// LineWidth is the width of a line of Zones, with its line feed.
const LineWidth = len("00000,A,0000\n")

// Request asks for the price of a parcel to a postcode area.
type Request struct {
	Area string `json:"area"`
}

// Quote is the answer.
type Quote struct {
	Zone  string `json:"zone"`
	Cents int    `json:"cents"`
}
