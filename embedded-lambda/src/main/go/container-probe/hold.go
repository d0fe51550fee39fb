package main

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

const (
	// RLIMIT_LOCKS and RLIMIT_CORE of setrlimit(2), the same on x86_64 and arm64.
	limitOfLocks = 10
	limitOfCore  = 4

	// ready is the pipe to the first process.
	ready = 3
)

// hold prepares everything and becomes the image's program when the server says so.
func hold(brand string, command []string) int {
	syscall.CloseOnExec(ready)
	log, err := syscall.Open(folder+"log", syscall.O_WRONLY|syscall.O_APPEND|syscall.O_CLOEXEC, 0)
	if err != nil {
		return refuse("its log", err)
	}
	if number, err := strconv.ParseUint(brand, 10, 64); err == nil {
		// If the limit is already lower, the process has no brand.
		syscall.Setrlimit(limitOfLocks, &syscall.Rlimit{Cur: number, Max: number})
	}
	syscall.Setrlimit(limitOfCore, &syscall.Rlimit{})
	variables, err := os.ReadFile(folder + "variables")
	if err != nil {
		return refuse("its variables", err)
	}
	environment := merged(os.Environ(), string(variables))
	start, err := syscall.Open(folder+"start", syscall.O_RDWR|syscall.O_CLOEXEC, 0)
	if err != nil {
		return refuse("its start", err)
	}
	program, problem := find(command[0], environment)
	syscall.Dup3(log, 1, 0)
	syscall.Dup3(log, 2, 0)
	say("ready\n")
	syscall.Close(ready)
	if n, err := syscall.Read(start, make([]byte, 1)); n != 1 || err != nil {
		return 0
	}
	if problem == nil {
		problem = syscall.Exec(program, command, environment)
	}
	return missing(log, command[0], problem)
}

// merged returns the image's variables overridden by those of the server, each of which ends with a NUL. A name that
// begins with a question mark applies only if the image does not set it.
func merged(image []string, variables string) []string {
	all := make([]string, 0, len(image)+16)
	server := strings.Split(strings.TrimSuffix(variables, "\x00"), "\x00")
	for _, entry := range image {
		if !has(server, name(entry)) && name(entry) != "HOSTNAME" {
			all = append(all, entry)
		}
	}
	for _, entry := range server {
		if usual := strings.TrimPrefix(entry, "?"); usual == entry || !has(image, name(usual)) {
			if usual != "" {
				all = append(all, usual)
			}
		}
	}
	return all
}

func name(entry string) string {
	name, _, _ := strings.Cut(entry, "=")
	return name
}

func has(entries []string, name string) bool {
	for _, entry := range entries {
		if strings.HasPrefix(entry, name+"=") {
			return true
		}
	}
	return false
}

// find returns the program's path; a bare name is searched for in the image's PATH.
func find(word string, environment []string) (string, error) {
	if strings.Contains(word, "/") {
		return word, executable(word)
	}
	var problem error = syscall.ENOENT
	for _, entry := range environment {
		if name(entry) != "PATH" {
			continue
		}
		for _, folder := range strings.Split(strings.TrimPrefix(entry, "PATH="), ":") {
			path := folder + "/" + word
			err := executable(path)
			if err == nil {
				return path, nil
			}
			if err != syscall.ENOENT && err != syscall.ENOTDIR {
				problem = err
			}
		}
	}
	return "", problem
}

func executable(path string) error {
	var stat syscall.Stat_t
	if err := syscall.Stat(path, &stat); err != nil {
		return err
	}
	if stat.Mode&syscall.S_IFMT == syscall.S_IFDIR {
		return syscall.EACCES
	}
	const execute = 1
	return syscall.Access(path, execute)
}

// missing writes to the function's log why its entry point cannot start, at the moment at which it would have started:
// a failed start also counts as a start.
func missing(log int, word string, err error) int {
	syscall.Write(log, []byte("coldgate: the image's entry point "+strconv.Quote(word)+" cannot be started: "+err.Error()+
		": look at ENTRYPOINT, CMD and WORKDIR, and whether everybody may read and execute it\n"))
	if err == syscall.ENOENT {
		return notFound
	}
	return notExecutable
}

func refuse(what string, err error) int {
	say("error the probe cannot open " + what + ": " + err.Error() + "\n")
	return notExecutable
}

func say(line string) { syscall.Write(ready, []byte(line)) }
