package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.host.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * AWS's interface client for Python, from PyPI, in a separate virtual environment for each interpreter: the user's
 * installation is neither used nor changed, and a version manager's wrapper is not in the way.
 */
final class PythonClient {
    /** The versions are part of a measurement: each interpreter has one set, the newest of 2026 that supports it. */
    private static final List<String> PACKAGES =
            List.of("awslambdaric==4.2.2", "simplejson==4.3.0", "snapshot-restore-py==1.0.0");

    private static final List<String> PACKAGES_OF_39 =
            List.of("awslambdaric==4.0.4", "simplejson==4.3.0", "snapshot-restore-py==1.0.0");

    /** Variables that would misdirect pip. */
    private static final Set<String> LEADS_ASTRAY = Set.of(
            "PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path cache;
    private final Map<String, String> pipVariables;

    /**
     * Keeps the client in a folder that outlives the server.
     *
     * @param pipVariables settings for pip, in addition to the server's environment
     */
    PythonClient(Path cache, Map<String, String> pipVariables) {
        this.cache = cache;
        this.pipVariables = Map.copyOf(pipVariables);
    }

    /**
     * Returns the interpreter that finds the client, which is downloaded the first time.
     *
     * @param runtime the runtime's name for messages
     */
    Path interpreter(String runtime, int minor, Path python) throws RuntimeUnavailableException, IOException {
        List<String> packages = minor == 9 ? PACKAGES_OF_39 : PACKAGES;
        String key = Integer.toHexString((python + " " + packages).hashCode());
        Path home = cache.resolve("python3." + minor + "-" + key);
        Path ready = home.resolve("bin/python");
        if (Files.isExecutable(ready)) {
            return ready;
        }
        Path made = Files.createDirectories(cache).resolve("new-" + UUID.randomUUID());
        try {
            make(runtime, python, packages, made);
            // Several servers may do this at the same time: the second one finds a folder that is equally good.
            if (!Files.isExecutable(ready)) {
                FileModes.delete(home);
                Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            if (!Files.isExecutable(ready)) {
                throw e;
            }
        } finally {
            FileModes.delete(made);
        }
        return ready;
    }

    private void make(String runtime, Path python, List<String> packages, Path folder)
            throws RuntimeUnavailableException, IOException {
        Tool.Outcome venv = run(List.of(python.toString(), "-I", "-m", "venv", folder.toString()));
        if (!venv.isGood()) {
            throw new RuntimeUnavailableException(
                    runtime + ": " + python + " cannot make a virtual environment for AWS's"
                            + " interface client: apt-get install python3-venv, then try again (" + said(venv) + ")");
        }
        String own = folder.resolve("bin/python").toString();
        var install = new ArrayList<String>(List.of(own, "-I", "-m", "pip", "install", "--quiet", "--no-input"));
        install.addAll(List.of("--disable-pip-version-check", "--prefer-binary", "--retries", "1", "--timeout", "15"));
        install.addAll(packages);
        Tool.Outcome installed = run(install);
        if (!installed.isGood()) {
            throw new RuntimeUnavailableException(runtime + ": AWS's interface client " + packages.get(0)
                    + " could not be installed from PyPI: connect this machine to it, or name a mirror in"
                    + " PIP_INDEX_URL, then try again (" + said(installed) + ")");
        }
        // The packages that pip brought cost time at each start: setuptools leaves a .pth file with an import.
        run(List.of(own, "-I", "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools", "pip"));
    }

    private Tool.Outcome run(List<String> command) throws IOException {
        try {
            return Tool.run(command, this::setEnvironment, LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private void setEnvironment(Map<String, String> variables) {
        variables.keySet().removeAll(LEADS_ASTRAY);
        variables.putAll(pipVariables);
    }

    private static String said(Tool.Outcome outcome) {
        return outcome.exit().isPresent()
                ? "it said: " + ArchivePaths.printable(outcome.lastLine())
                : "it took over " + LIMIT.toMinutes() + " minutes";
    }
}
