// Rules and reports as JSON lines in, one JSON line of figures out: see bench/peers/run.py.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"log"
	"os"
	"runtime"
	"slices"
	"strconv"
	"time"

	"quamina.net/go/quamina/v2"
)

type rule struct {
	ID   string          `json:"id"`
	When json.RawMessage `json:"when"`
}

type figures struct {
	Matches      int     `json:"matches"`
	P50us        float64 `json:"p50_us"`
	P99us        float64 `json:"p99_us"`
	MeanUs       float64 `json:"mean_us"`
	BuildS       float64 `json:"build_s"`
	BytesPerRule float64 `json:"bytes_per_rule"`
}

func main() {
	reports := read(os.Args[2])
	rounds, err := strconv.Atoi(os.Args[3])
	check(err)
	matcher, err := quamina.New()
	check(err)
	told := build(matcher, os.Args[1])
	for range rounds {
		measure(matcher, reports, &told)
	}
	check(json.NewEncoder(os.Stdout).Encode(told))
}

func build(matcher *quamina.Quamina, path string) figures {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	before, began, count := used(), time.Now(), 0
	for ; lines.Scan(); count++ {
		var one rule
		check(json.Unmarshal(lines.Bytes(), &one))
		check(matcher.AddPattern(one.ID, string(one.When)))
	}
	check(lines.Err())
	took := time.Since(began).Seconds()
	return figures{BuildS: took, BytesPerRule: float64(used()-before) / float64(count)}
}

// The round of the lowest mean counts.
func measure(matcher *quamina.Quamina, reports [][]byte, told *figures) {
	var took []float64
	matches, sum := 0, 0.0
	for _, report := range reports {
		start := time.Now()
		met, err := matcher.MatchesForEvent(report)
		spent := float64(time.Since(start).Nanoseconds()) / 1e3
		check(err)
		took = append(took, spent)
		matches += len(met)
		sum += spent
	}
	mean := sum / float64(len(took))
	if told.MeanUs != 0 && told.MeanUs <= mean {
		return
	}
	slices.Sort(took)
	told.Matches, told.MeanUs = matches, mean
	told.P50us, told.P99us = took[len(took)/2], took[len(took)*99/100]
}

func read(path string) [][]byte {
	whole, err := os.ReadFile(path)
	check(err)
	return bytes.Split(bytes.TrimSpace(whole), []byte("\n"))
}

func used() int64 {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return int64(memory.HeapAlloc)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
