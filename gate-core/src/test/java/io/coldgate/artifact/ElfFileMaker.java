package io.coldgate.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small 64-bit ELF files with named sections: enough for the headers to be read. */
final class ElfFileMaker {
    private record Section(String name, int type, byte[] content) {}

    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;

    private final List<Section> sections = new ArrayList<>();
    private final int machine;

    ElfFileMaker(int machine) {
        this.machine = machine;
        section("", 0, new byte[0]);
    }

    ElfFileMaker section(String name, int type, byte[] content) {
        sections.add(new Section(name, type, content));
        return this;
    }

    byte[] make() {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        List<Integer> nameOffsets = new ArrayList<>();
        sections.add(new Section(".shstrtab", 3, new byte[0]));
        for (Section section : sections) {
            nameOffsets.add(names.size());
            names.writeBytes((section.name() + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        sections.set(sections.size() - 1, new Section(".shstrtab", 3, names.toByteArray()));
        int contents = sections.stream().mapToInt(s -> s.content().length).sum();
        int table = HEADER + contents;
        ByteBuffer out =
                ByteBuffer.allocate(table + sections.size() * SECTION_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        out.putShort(16, (short) 2).putShort(18, (short) machine).putInt(20, 1);
        out.putLong(40, table).putShort(52, (short) HEADER).putShort(54, (short) 56);
        out.putShort(58, (short) SECTION_HEADER)
                .putShort(60, (short) sections.size())
                .putShort(62, (short) (sections.size() - 1));
        int offset = HEADER;
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            int at = table + i * SECTION_HEADER;
            out.putInt(at, nameOffsets.get(i)).putInt(at + 4, section.type());
            out.putLong(at + 24, offset).putLong(at + 32, section.content().length);
            out.position(offset);
            out.put(section.content());
            offset += section.content().length;
        }
        return out.array();
    }

    static byte[] goBuildInfo(String version, String modules) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
        out.write(8);
        out.write(2);
        out.writeBytes(new byte[16]);
        for (String text : List.of(version, "0123456789abcdef" + modules + "0123456789abcdef")) {
            int length = text.length();
            while (length > 0x7f) {
                out.write(length & 0x7f | 0x80);
                length >>>= 7;
            }
            out.write(length);
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
