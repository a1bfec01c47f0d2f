package org.communitysupport.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.kernel.Personal;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.privacy.PersonKeys;
import org.communitysupport.stream.EventRecords;

/** A commit's events as CloudEvents in structured JSON, with what is sealed in them left out, or opened for who may. */
@Singleton
class HistoryLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Names of staff. The log holds them in the open, because they go on claims and no key of a person would fit; who studies history needs
     * the id beside them and not the name.
     */
    private static final Set<String> NAMES = Set.of("displayName", "staffName", "renderingName");

    private static final String PART_2 = "part2";

    private final String service;
    private final PersonKeys keys;

    HistoryLines(LaneLog log, PersonKeys keys) {
        this.service = log.service();
        this.keys = keys;
    }

    /** Opens one sealed value and notes for the audit that it did; empty when the person was erased. */
    @FunctionalInterface
    interface Opener {
        Optional<JsonNode> open(Personal<JsonNode> value, Class<JsonNode> as);
    }

    /** @param opener null: nothing is opened */
    List<String> of(StoredCommit commit, Opener opener) {
        var lines = new ArrayList<String>();
        var format = new JsonFormat();
        var events = commit.commit().events();
        for (int i = 0; i < events.size(); i++) {
            JsonNode data = data(commit, i, events.get(i));
            var event = EventRecords.about(service, commit, i);
            if (data.path("person").isTextual())
                event.withExtension("person", data.path("person").textValue());
            withheld(data, opener, events.get(i).sensitivity().equals(PART_2));
            event.withData("application/json", JsonCloudEventData.wrap(data));
            lines.add(new String(format.serialize(event.build()), StandardCharsets.UTF_8));
        }
        return lines;
    }

    private JsonNode data(StoredCommit commit, int index, NewEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new LaneLog.Corrupt(service + ':' + commit.lane() + ':' + commit.seq() + ':' + index + " is no JSON");
        }
    }

    private void withheld(JsonNode node, Opener opener, boolean part2) {
        if (node instanceof ArrayNode array) array.forEach(each -> withheld(each, opener, part2));
        if (!(node instanceof ObjectNode object)) return;
        if (isSealed(object)) replace(object, opener, part2);
        else
            object.properties().forEach(property -> {
                if (NAMES.contains(property.getKey()) && property.getValue().isTextual() && opener == null)
                    property.setValue(JSON.createObjectNode().put("withheld", "name"));
                else withheld(property.getValue(), opener, part2);
            });
    }

    private static boolean isSealed(ObjectNode o) {
        return o.path("person").isTextual()
                && o.path("field").isTextual()
                && o.path("sealed").isTextual();
    }

    /** Content that 42 CFR Part 2 protects stays closed: consent or a court's order opens it, and neither can be shown here. */
    private void replace(ObjectNode sealed, Opener opener, boolean part2) {
        String person = sealed.path("person").textValue();
        String field = sealed.path("field").textValue();
        String cipher = sealed.remove("sealed").textValue();
        if (keys.isErased(person)) sealed.put("erased", true);
        else if (part2 || opener == null) sealed.put("withheld", part2 ? PART_2 : "sealed");
        else
            opener.open(Personal.sealed(person, field, cipher), JsonNode.class)
                    .ifPresentOrElse(value -> sealed.set("value", value), () -> sealed.put("erased", true));
    }
}
