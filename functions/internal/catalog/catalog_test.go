package catalog

import "testing"

func TestEveryTypeCompiles(t *testing.T) {
	for _, eventType := range Types {
		if _, err := Compile(eventType); err != nil {
			t.Errorf("Compile(%q): %v", eventType, err)
		}
	}
}
