// Patterns compiles regular expressions in package variables.
package main

import (
	"regexp"

	"coldgate.test/planted/internal/cost"
)

var (
	order  = regexp.MustCompile(`^(?i)order-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.order$`)
	parcel = regexp.MustCompile(`^(?i)parcel-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.parcel$`)
	letter = regexp.MustCompile(`^(?i)letter-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.letter$`)
	label  = regexp.MustCompile(`^(?i)label-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.label$`)
	route  = regexp.MustCompile(`^(?i)route-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.route$`)
	depot  = regexp.MustCompile(`^(?i)depot-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.depot$`)
	driver = regexp.MustCompile(`^(?i)driver-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.driver$`)
	weight = regexp.MustCompile(`^(?i)weight-(?:[\p{L}\d]{2,40}[-_.]?){1,12}(?:@|#)(\p{Greek}|[a-z0-9-]{1,60})+\.weight$`)
)

func main() {
	if order == nil || parcel == nil || letter == nil || label == nil || route == nil || depot == nil || driver == nil || weight == nil {
		return
	}
	cost.Serve()
}
