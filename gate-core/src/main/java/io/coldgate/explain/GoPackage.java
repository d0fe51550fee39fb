package io.coldgate.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One package of a Go program.
 *
 * @param importPath its name in a program, such as {@code net/http} or {@code vendor/golang.org/x/net/idna}
 * @param name the name in its package clause; {@code main} is a program
 * @param imports import paths of the packages that it imports, as named in the program, in go's order; without
 *     {@code C}, which is not a package
 * @param importMap for imports that are written differently in the source: from the written path to the path in the
 *     program
 * @param standard whether it belongs to Go's standard library
 * @param module its module; empty for the standard library
 * @param folder the absolute path of its sources on the machine where go list ran
 * @param goFiles names of its Go files there, sorted, including files with cgo but not tests
 */
public record GoPackage(
        String importPath,
        String name,
        List<String> imports,
        Map<String, String> importMap,
        boolean standard,
        Optional<GoModule> module,
        String folder,
        List<String> goFiles) {
    /** Copies lists and map. */
    public GoPackage {
        imports = List.copyOf(imports);
        importMap = Map.copyOf(importMap);
        goFiles = goFiles.stream().sorted().toList();
    }

    /** Returns whether it is a program. */
    public boolean isMain() {
        return name.equals("main");
    }

    /** Returns the program's path of an import as written in this package's source. */
    public String resolve(String written) {
        return importMap.getOrDefault(written, written);
    }
}
