package org.communitysupport.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann",
                "O'Neil-Çelik",
                "名前",
                "Zoë \uD83D\uDE00",
                "שרה",
                "a\u200Db",
                "two\nlines\tof text",
                "",
                " ",
                "-"
            })
    void takes_what_people_write(String text) {
        assertThat(ReadableText.fault(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007",
                "a\u007F",
                "a\u0085",
                "\u200B",
                "\u200B \uFEFF",
                "\u2060\u3164",
                "a\uD800b",
                "\uDC00",
                "a\uFFFF",
                "\uFDD0"
            })
    void refuses_what_cannot_be_read(String text) {
        assertThat(ReadableText.fault(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\tb", "a\rb"})
    void keeps_a_line_a_line(String text) {
        assertThat(ReadableText.faultOfLine(text)).isNotNull();
    }
}
