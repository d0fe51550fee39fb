package io.coldgate.report;

import java.util.List;

/** Rows of text whose columns are as wide as their widest cell. */
final class TextTable {
    private static final String BETWEEN = "  ";

    /** The first letter of Hangul; no character before it is two columns wide. */
    private static final int FIRST_WIDE = 0x1100;

    /** Half-width forms of Katakana and Hangul. */
    private static final int FIRST_HALF = 0xff61;

    private static final int LAST_HALF = 0xffdc;

    private TextTable() {}

    /**
     * Returns the rows as complete lines without trailing spaces.
     *
     * @param rows each with as many cells as the first
     */
    static String of(List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(padded(cell, width(rows, column))).append(BETWEEN);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
    }

    /** Returns the cell padded with trailing spaces. */
    static String padded(String cell, int width) {
        return cell + " ".repeat(width - width(cell));
    }

    /**
     * Returns the number of terminal columns of a text: Chinese, Japanese and Korean characters and emoji take two,
     * combining marks none.
     */
    static int width(String text) {
        return text.codePoints().map(TextTable::columns).sum();
    }

    private static int columns(int sign) {
        if (sign < FIRST_WIDE) {
            return isMark(sign) ? 0 : 1;
        }
        if (sign >= FIRST_HALF && sign <= LAST_HALF) {
            return 1;
        }
        return switch (Character.UnicodeScript.of(sign)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> 2;
            default -> isMark(sign) ? 0 : isWide(sign) ? 2 : 1;
        };
    }

    private static boolean isMark(int sign) {
        int type = Character.getType(sign);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Returns whether the character is East Asian punctuation, a full-width form, or an emoji. */
    private static boolean isWide(int sign) {
        return sign >= 0x3001 && sign <= 0x303e
                || sign >= 0xff01 && sign <= 0xff60
                || sign >= 0x1f300 && sign <= 0x1faff;
    }
}
