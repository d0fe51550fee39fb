// Checks whether this machine has the images that ci/check-images makes, and waits for the end of the experiment.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"time"
)

// cannot is the exit code that makes ci/experiments skip an experiment.
const cannot = 3

func main() {
	for _, image := range []string{"coldgate/hello:full", "coldgate/hello:slim"} {
		if err := exec.Command("docker", "image", "inspect", image).Run(); err != nil {
			fmt.Println("no Docker runs here, or it has no image " + image + ": ci/check-images makes it")
			os.Exit(cannot)
		}
	}
	fmt.Println("ready")
	for {
		time.Sleep(time.Hour)
	}
}
