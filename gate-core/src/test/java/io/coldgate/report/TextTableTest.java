package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @ParameterizedTest
    @CsvSource({"checkout, 8", "≤ +10 %, 7", "日本語, 6", "ｱ！, 3", "cafe\u0301, 4", "한국, 4", "\uD83D\uDE80 up, 5", "'', 0"
    })
    void aTextIsAsWideAsATerminalShowsIt(String text, int width) {
        assertThat(TextTable.width(text)).isEqualTo(width);
    }

    @Test
    void columnsOfWideSignsStandBelowEachOther() {
        assertThat(TextTable.of(List.of(List.of("日本", "a"), List.of("abcdef", "b"))))
                .isEqualTo("日本    a\nabcdef  b\n");
    }
}
