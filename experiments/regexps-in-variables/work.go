package main

import (
	"regexp"
	"strconv"
	"text/template"
)

type rules struct {
	expressions []*regexp.Regexp
	templates   []*template.Template
}

func compile() rules {
	var all rules
	for i := 0; i < 50; i++ {
		all.expressions = append(all.expressions, regexp.MustCompile(
			`^(?P<user>[\p{L}0-9._%+-]{1,64})@(?P<host>(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,`+strconv.Itoa(10+i)+`})$`))
	}
	for i := 0; i < 10; i++ {
		all.templates = append(all.templates, template.Must(template.New("mail").Parse(
			`Dear {{.Name}},{{range .Items}} {{.Count}} x {{.Title}}{{end}}{{if .Late}} (late){{end}}`)))
	}
	return all
}
