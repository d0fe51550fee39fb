package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

type localRunnersOptions struct {
	samples         int
	discard         int
	seed            int64
	only            string
	tail            bool
	maxRatio        float64
	json            string
	zip, payload    string
	java, jar       string
	pause           time.Duration
	rie, miniStack  string
	rieWhy, miniWhy string
}

// series contains the measurements of one runner, or why there are none.
type series struct {
	Name    string          `json:"runner"`
	What    string          `json:"what"`
	Skipped string          `json:"skipped,omitempty"`
	Samples []time.Duration `json:"samplesNanos,omitempty"`
	P50     float64         `json:"p50Millis,omitempty"`
	P95     float64         `json:"p95Millis,omitempty"`
	Ratio   float64         `json:"p50ToBare,omitempty"`
	Ratio95 float64         `json:"p95ToBare,omitempty"`

	runner runner
}

func localRunners(arguments []string) int {
	options, err := parseLocalRunners(arguments)
	if err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 2
	}
	all, err := measureLocalRunners(options)
	if err != nil {
		return failed(err)
	}
	printLocalRunners(os.Stdout, options, all)
	if options.json != "" {
		if err := writeLocalRunners(options, all); err != nil {
			return failed(err)
		}
	}
	for _, s := range all {
		if s.Name == "embedded" && options.maxRatio > 0 && s.Ratio > options.maxRatio {
			fmt.Printf("embedded: %.2f of bare spawn at p50, more than %.2f\n", s.Ratio, options.maxRatio)
			return 1
		}
	}
	return 0
}

func parseLocalRunners(arguments []string) (localRunnersOptions, error) {
	var o localRunnersOptions
	flags := flag.NewFlagSet("ci/bench-local-runners", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&o.samples, "n", 50, "cold starts of each runner")
	flags.IntVar(&o.discard, "discard", 3, "first cold starts of each runner that are not counted")
	flags.Int64Var(&o.seed, "seed", time.Now().UnixNano(), "seed of the order within a round")
	flags.StringVar(&o.only, "only", "bare,embedded,rie,ministack", "runners to measure")
	flags.BoolVar(&o.tail, "tail", false, "ask the embedded Lambda for the log with each Invoke")
	flags.Float64Var(&o.maxRatio, "max-ratio", 0, "fail where the embedded Lambda's p50 exceeds bare's by this factor")
	flags.StringVar(&o.json, "json", "", "file for the figures and all samples")
	flags.StringVar(&o.zip, "zip", "", "function package")
	flags.StringVar(&o.payload, "payload", "{}", "event")
	flags.StringVar(&o.java, "java", "java", "java program")
	flags.StringVar(&o.jar, "jar", "", "jar of the embedded Lambda")
	flags.DurationVar(&o.pause, "pause", 0, "idle time before each start; none is how the gate works")
	flags.StringVar(&o.rie, "rie", "", "AWS's runtime interface emulator")
	flags.StringVar(&o.rieWhy, "rie-skipped", "", "why there is none")
	flags.StringVar(&o.miniStack, "ministack", "", "MiniStack's program")
	flags.StringVar(&o.miniWhy, "ministack-skipped", "", "why there is none")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q: try --help", flags.Arg(0))
	}
	if o.samples < 1 || o.discard < 0 {
		return o, errors.New("-n must be at least 1 and -discard at least 0")
	}
	for _, name := range strings.Split(o.only, ",") {
		if !strings.Contains(",bare,embedded,rie,ministack,", ","+name+",") {
			return o, fmt.Errorf("-only %s: unknown runner %q: bare, embedded, rie, ministack", o.only, name)
		}
	}
	return o, nil
}

func measureLocalRunners(options localRunnersOptions) ([]*series, error) {
	all, err := openRunners(options)
	if err != nil {
		return nil, err
	}
	var running []*series
	for _, s := range all {
		if s.runner != nil {
			running = append(running, s)
		}
	}
	order := rand.New(rand.NewSource(options.seed))
	for round := -options.discard; round < options.samples; round++ {
		order.Shuffle(len(running), func(i, j int) { running[i], running[j] = running[j], running[i] })
		for _, s := range running {
			if err := s.runner.prepare(); err != nil {
				return nil, fmt.Errorf("%s: %w", s.Name, err)
			}
			// Work that the last runner left on the machine must not affect the next one.
			time.Sleep(options.pause)
			elapsed, err := s.runner.coldStart([]byte(options.payload))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", s.Name, err)
			}
			if round >= 0 {
				s.Samples = append(s.Samples, elapsed)
			}
		}
	}
	summarize(all)
	for _, s := range running {
		if err := s.runner.finish(); err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return all, nil
}

func openRunners(o localRunnersOptions) ([]*series, error) {
	bootstrap, err := unpack(o.zip)
	if err != nil {
		return nil, err
	}
	all := []*series{
		{Name: "bare", What: "spawn of the bootstrap to its response, by this harness"},
		{Name: "embedded", What: "Invoke of the embedded Lambda after an update"},
		{Name: "rie", What: "start of AWS's runtime interface emulator and one call", Skipped: o.rieWhy},
		{Name: "ministack", What: "Invoke of MiniStack after an update", Skipped: o.miniWhy},
	}
	for _, s := range all {
		if !strings.Contains(","+o.only+",", ","+s.Name+",") {
			s.Skipped = "not asked for"
		}
		if s.Skipped != "" {
			continue
		}
		switch s.Name {
		case "bare":
			s.runner = bare{bootstrap}
		case "embedded":
			s.runner, err = newEmbedded(o.java, o.jar, o.zip, o.tail)
		case "rie":
			s.runner = emulator{o.rie, bootstrap, filepath.Join(filepath.Dir(bootstrap), "output")}
		case "ministack":
			s.runner, err = newMiniStack(o.miniStack, o.zip)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return all, nil
}

func summarize(all []*series) {
	for _, s := range all {
		if len(s.Samples) == 0 {
			continue
		}
		s.P50, s.P95 = millis(quantile(s.Samples, 0.5)), millis(quantile(s.Samples, 0.95))
		// Bare comes first in the list, so its figures are known for all others.
		if bare := all[0]; bare.P50 > 0 {
			s.Ratio, s.Ratio95 = s.P50/bare.P50, s.P95/bare.P95
		}
	}
}

func printLocalRunners(out io.Writer, o localRunnersOptions, all []*series) {
	fmt.Fprintf(out, "Cold starts of %s, %d each, %d CPUs, seed %d\n", o.zip, o.samples, runtime.NumCPU(), o.seed)
	fmt.Fprintf(out, "%-10s %10s %10s %8s %8s\n", "", "p50", "p95", "p50/bare", "p95/bare")
	for _, s := range all {
		if s.Skipped != "" {
			fmt.Fprintf(out, "%-10s skipped: %s\n", s.Name, s.Skipped)
			continue
		}
		ratio, ratio95 := "-", "-"
		if s.Ratio > 0 {
			ratio, ratio95 = fmt.Sprintf("%.2f", s.Ratio), fmt.Sprintf("%.2f", s.Ratio95)
		}
		fmt.Fprintf(out, "%-10s %7.2f ms %7.2f ms %8s %8s  %s\n", s.Name, s.P50, s.P95, ratio, ratio95, s.What)
	}
}

func writeLocalRunners(o localRunnersOptions, all []*series) error {
	content, err := json.MarshalIndent(map[string]interface{}{
		"benchmark": "local-runners",
		"function":  o.zip,
		"seed":      o.seed,
		"cpus":      runtime.NumCPU(),
		"at":        time.Now().UTC().Format(time.RFC3339),
		"series":    all,
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.json, append(content, '\n'), 0o644)
}
