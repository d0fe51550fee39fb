package io.coldgate.artifact;

import io.coldgate.artifact.ElfImage.CorruptException;
import io.coldgate.artifact.ElfImage.Part;
import io.coldgate.facts.Architectures;
import io.coldgate.unit.Printable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Extracts the facts about an ELF file that matter for a cold start. Numbers are those of the ELF specification. */
final class ElfFacts {
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int SHT_SYMTAB = 2;
    private static final int DT_NULL = 0;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_FLAGS_1 = 0x6ffffffb;
    private static final int DF_1_PIE = 0x08000000;

    private static final int MOST_LIBRARIES = 200;
    private static final int LONGEST_NAME = 200;

    private final String name;
    private final long size;
    private final byte[] bytes;

    /**
     * Reads one file.
     *
     * @param size its extracted size
     * @param bytes its bytes, incomplete if it is too large or smaller than the archive claims
     */
    ElfFacts(String name, long size, byte[] bytes) {
        this.name = name;
        this.size = size;
        this.bytes = bytes;
    }

    /** Returns its facts; for a corrupt file, only that it is corrupt. */
    ExecutableFacts read() {
        try {
            if (size != bytes.length) {
                throw new CorruptException("too large to look into, or not the size that the archive claims");
            }
            return facts(new ElfImage(bytes));
        } catch (CorruptException e) {
            return new ExecutableFacts(
                    name,
                    size,
                    ExecutableFacts.Format.ELF_PROGRAM,
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty(),
                    Optional.of("not a readable ELF file: " + e.getMessage()));
        }
    }

    private ExecutableFacts facts(ElfImage elf) throws CorruptException {
        Optional<Part> interp = elf.segment(PT_INTERP);
        Optional<String> interpreter =
                interp.isPresent() ? Optional.of(safe(elf.string(interp.get(), 0))) : Optional.empty();
        Dynamic dynamic = dynamic(elf);
        boolean program = elf.type() == ElfImage.EXECUTABLE || interpreter.isPresent() || dynamic.isProgram();
        boolean debug = elf.sections().stream()
                .anyMatch(
                        part -> part.name().startsWith(".debug_") || part.name().startsWith(".zdebug_"));
        boolean symbols = elf.sections().stream().anyMatch(part -> part.type() == SHT_SYMTAB);
        Optional<Part> goInfo = elf.section(".go.buildinfo");
        return new ExecutableFacts(
                name,
                size,
                program ? ExecutableFacts.Format.ELF_PROGRAM : ExecutableFacts.Format.ELF_LIBRARY,
                Optional.of(architecture(elf.machine())),
                !symbols && !debug,
                interpreter.isEmpty() && dynamic.needed().isEmpty(),
                interpreter,
                dynamic.needed(),
                debug,
                goInfo.isPresent() ? GoBuildReader.read(elf.data(goInfo.get())) : Optional.empty(),
                Optional.empty());
    }

    private static String architecture(int machine) {
        return Architectures.ofElf(machine).orElseGet(() -> switch (machine) {
            case 3 -> "i386";
            case 40 -> "arm";
            case 243 -> "riscv";
            default -> "machine " + machine;
        });
    }

    /**
     * The contents of the dynamic section.
     *
     * @param isProgram whether a position-independent file is marked as a program
     */
    private record Dynamic(List<String> needed, boolean isProgram) {}

    private static Dynamic dynamic(ElfImage elf) throws CorruptException {
        Optional<Part> segment = elf.segment(PT_DYNAMIC);
        if (segment.isEmpty()) {
            return new Dynamic(List.of(), false);
        }
        ByteBuffer data = elf.data(segment.get());
        List<Long> names = new ArrayList<>();
        long strings = 0;
        boolean program = false;
        int size = elf.isWide() ? 16 : 8;
        for (int at = 0; at + size <= data.limit(); at += size) {
            long tag = elf.isWide() ? data.getLong(at) : data.getInt(at);
            long value = elf.isWide() ? data.getLong(at + 8) : data.getInt(at + 4) & 0xffffffffL;
            if (tag == DT_NULL) {
                break;
            } else if (tag == DT_NEEDED && names.size() < MOST_LIBRARIES) {
                names.add(value);
            } else if (tag == DT_STRTAB) {
                strings = value;
            } else if (tag == DT_FLAGS_1) {
                program = (value & DF_1_PIE) != 0;
            }
        }
        return new Dynamic(libraries(elf, names, strings), program);
    }

    /**
     * Returns the names of libraries. The dynamic section gives the memory address of its strings; the load segments
     * map that to a file offset.
     */
    private static List<String> libraries(ElfImage elf, List<Long> names, long strings) throws CorruptException {
        for (Part load : elf.segments()) {
            long into = strings - load.address();
            if (load.type() == PT_LOAD && into >= 0 && into < load.size()) {
                List<String> libraries = new ArrayList<>();
                for (long name : names) {
                    libraries.add(safe(elf.string(load, into + name)));
                }
                return libraries;
            }
        }
        return names.isEmpty() ? List.of() : List.of("(unreadable)");
    }

    private static String safe(String text) {
        return Printable.escape(text, LONGEST_NAME);
    }
}
