package org.communitysupport.eligibility.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.projection.PermissionRow;
import org.junit.jupiter.api.Test;

class RequestFormTest {
    private static final List<Map<String, Object>> FIELDS = List.of(
            Map.of("field", "units", "label", "Units"),
            Map.of("field", "memberName", "label", "Member"),
            Map.of("field", "diagnosis", "label", "Diagnosis"),
            Map.of("field", "favouriteColour", "label", "Something new of the payer's"));

    @Test
    void nothing_that_was_typed_in_becomes_markup() {
        var form = form(new Demographics(
                "<script>alert(1)</script>",
                "O'Neil & \"Son\"",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        assertThat(form.html())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;, O&#39;Neil &amp; &quot;Son&quot;")
                .doesNotContain("<script");
    }

    @Test
    void has_the_payers_fields_in_the_payers_order_and_a_blank_where_nothing_is_known() {
        var form = form(null);
        assertThat(form.fields())
                .extracting(RequestForm.Field::field)
                .containsExactly("units", "memberName", "diagnosis", "favouriteColour");
        assertThat(form.fields()).extracting(RequestForm.Field::value).containsExactly("128", null, null, null);
        assertThat(form.html())
                .contains("<th scope=\"row\">Something new of the payer&#39;s</th><td>&nbsp;</td>")
                .doesNotContain("null");
    }

    private static RequestForm form(Demographics person) {
        var request =
                new PermissionRow.Request(Codes.Step.INITIAL, 128, null, null, null, null, false, null, List.of());
        var asked = new PermissionRow(
                "a1",
                Codes.PoolKind.AUTHORIZATION,
                Codes.AuthorizationStatus.REQUESTED,
                "e1",
                "northfork",
                request,
                null,
                null,
                null,
                List.of());
        return RequestForm.fill(
                "SAR",
                "Northfork",
                FIELDS,
                new RequestForm.Facts(null, asked, null, person, null, null, "care-coordinator"));
    }
}
