package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strconv"
	"time"
)

type trueInitOptions struct {
	samples   int
	discard   int
	seed      int64
	sleep     time.Duration
	limit     time.Duration
	json      string
	zip       string
	java, jar string
}

// initStart is one cold start: the reported init duration, and the function's own measurement
// of the sleep in it.
type initStart struct {
	Reported time.Duration `json:"reportedNanos"`
	Slept    time.Duration `json:"sleptNanos"`
}

// trueInit compares reported init durations with a sleep of known length in init. The same
// function without a sleep shows the rest of the cost of a start.
func trueInit(arguments []string) int {
	var o trueInitOptions
	flags := flag.NewFlagSet("ci/true-init", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&o.samples, "n", 100, "cold starts with the sleep, and as many without")
	flags.IntVar(&o.discard, "discard", 3, "first cold starts that are not counted")
	flags.Int64Var(&o.seed, "seed", time.Now().UnixNano(), "seed of the order")
	flags.DurationVar(&o.sleep, "sleep", 50*time.Millisecond, "length of the sleep")
	flags.DurationVar(&o.limit, "limit", 500*time.Microsecond, "error allowed at p95")
	flags.StringVar(&o.json, "json", "", "file for the figures and all samples")
	flags.StringVar(&o.zip, "zip", "", "function package")
	flags.StringVar(&o.java, "java", "java", "java program")
	flags.StringVar(&o.jar, "jar", "", "jar of the embedded Lambda")
	err := flags.Parse(arguments)
	if err == nil && (flags.NArg() > 0 || o.samples < 1 || o.discard < 0 || o.sleep <= 0) {
		err = errors.New("-n and -sleep must be above 0, and there are no other arguments: try --help")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 2
	}
	sleeping, twin, err := measureTrueInit(o)
	if err != nil {
		return failed(err)
	}
	return judgeTrueInit(o, sleeping, twin)
}

func measureTrueInit(o trueInitOptions) (sleeping, twin []initStart, err error) {
	embedded, err := newEmbedded(o.java, o.jar, o.zip, true)
	if err != nil {
		return nil, nil, err
	}
	defer embedded.process.end()
	defer embedded.function.close()
	order := rand.New(rand.NewSource(o.seed))
	for round := -o.discard; round < o.samples; round++ {
		sleepFirst := order.Intn(2) == 0
		for _, sleeps := range []bool{sleepFirst, !sleepFirst} {
			length := time.Duration(0)
			if sleeps {
				length = o.sleep
			}
			one, err := startOnce(embedded, length)
			if err != nil {
				return nil, nil, err
			}
			if round < 0 {
				continue
			}
			if sleeps {
				sleeping = append(sleeping, one)
			} else {
				twin = append(twin, one)
			}
		}
	}
	return sleeping, twin, nil
}

func startOnce(embedded *server, sleep time.Duration) (initStart, error) {
	if err := embedded.function.makeCold(map[string]string{"SLEEP": sleep.String()}); err != nil {
		return initStart{}, err
	}
	answer, log, _, err := embedded.function.invoke([]byte("{}"), true)
	if err != nil {
		return initStart{}, err
	}
	found := initDuration.FindStringSubmatch(log)
	if found == nil {
		return initStart{}, fmt.Errorf("no Init Duration in the log:\n%s", log)
	}
	reported, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		return initStart{}, err
	}
	var body struct{ SleptNanos int64 }
	if err := json.Unmarshal(answer.body, &body); err != nil {
		return initStart{}, fmt.Errorf("%w in the response %q", err, answer.body)
	}
	if slept := time.Duration(body.SleptNanos); slept < sleep {
		return initStart{}, fmt.Errorf("the function slept %v, not %v: %q", slept, sleep, answer.body)
	}
	return initStart{time.Duration(reported * float64(time.Millisecond)), time.Duration(body.SleptNanos)}, nil
}

func judgeTrueInit(o trueInitOptions, sleeping, twin []initStart) int {
	var startUp, oversleep []time.Duration
	for _, one := range twin {
		startUp = append(startUp, one.Reported)
	}
	floor := quantile(startUp, 0.5)
	var errorOf, twinErrorOf []time.Duration
	for _, one := range sleeping {
		errorOf = append(errorOf, absolute(one.Reported-one.Slept-floor))
		oversleep = append(oversleep, one.Slept-o.sleep)
	}
	for _, reported := range startUp {
		twinErrorOf = append(twinErrorOf, absolute(reported-floor))
	}
	// Starts vary by themselves: the variation of the twin, without any sleep, is not an error of the report.
	worst := quantile(errorOf, 0.95) - quantile(twinErrorOf, 0.95)
	fmt.Printf("True init durations: %d cold starts with a sleep of %v in init, %d without, seed %d\n",
		len(sleeping), o.sleep, len(twin), o.seed)
	print := func(what string, samples []time.Duration) {
		fmt.Printf("%-54s p50 %7.3f ms   p95 %7.3f ms\n", what,
			millis(quantile(samples, 0.5)), millis(quantile(samples, 0.95)))
	}
	print("Init Duration without the sleep", startUp)
	print("  its distance from its own median", twinErrorOf)
	print("the sleep's own error", oversleep)
	print("error: |Init Duration - sleep - median without|", errorOf)
	if o.json != "" {
		content, err := json.MarshalIndent(map[string]interface{}{
			"benchmark": "true-init", "seed": o.seed, "sleepNanos": o.sleep,
			"errorP95Millis": millis(worst), "sleeping": sleeping, "twin": twin,
		}, "", "  ")
		if err == nil {
			err = os.WriteFile(o.json, append(content, '\n'), 0o644)
		}
		if err != nil {
			return failed(err)
		}
	}
	if worst > o.limit {
		fmt.Printf("%.3f ms beyond the twin's own scatter at p95: over the limit of %v\n", millis(worst), o.limit)
		return 1
	}
	fmt.Printf("%.3f ms beyond the twin's own scatter at p95: within the limit of %v\n", millis(worst), o.limit)
	return 0
}

func absolute(d time.Duration) time.Duration {
	if d < 0 {
		return -d
	}
	return d
}
