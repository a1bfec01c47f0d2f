package org.communitysupport.x12;

import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of transaction sets whose content is judged, with their schemas; of others the envelope only. A schema is a file
 * {@code /x12/<kind>.xml} beside the code that reads that kind, and may include {@code common.xml} of this module, which has the 999 too.
 */
public final class Schemas {
    /** Nothing is judged, not even the envelope: for reading again what was found sound. */
    static final Schemas NONE = new Schemas(Map.of());

    private static final URL COMMON = Schemas.class.getResource("/x12/common.xml");

    private final Map<String, URL> files;
    private final Map<String, Schema> loaded = new ConcurrentHashMap<>();

    private Schemas(Map<String, URL> files) {
        this.files = Map.copyOf(files);
    }

    /** @param owner a class of the module that has the schemas @param kinds ST01, e.g. {@code 835} */
    public static Schemas of(Class<?> owner, String... kinds) {
        var files = new java.util.HashMap<String, URL>();
        for (String kind : kinds) {
            String name = "/x12/" + kind + ".xml";
            URL own = owner.getResource(name);
            URL file = own == null ? Schemas.class.getResource(name) : own;
            if (file == null) throw new IllegalArgumentException("there is no schema " + name);
            files.put(kind, file);
        }
        return new Schemas(files);
    }

    boolean judge() {
        return !files.isEmpty();
    }

    Optional<Schema> of(String kind) {
        return files.containsKey(kind) ? Optional.of(loaded.computeIfAbsent(kind, this::load)) : Optional.empty();
    }

    private Schema load(String kind) {
        var factory = SchemaFactory.newFactory();
        try {
            factory.setProperty(SchemaFactory.SCHEMA_LOCATION_URL_CONTEXT, COMMON);
            return factory.createSchema(files.get(kind));
        } catch (EDISchemaException e) {
            throw new IllegalStateException("the schema of " + kind + " cannot be read", e);
        }
    }
}
