package org.communitysupport.runtime;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a service is told by configuration. */
@Singleton
public class Settings {
    private final String service;
    private final String profile;
    private final String mongodb;
    private final String kafka;
    private final Path keys;
    private final Optional<String> keysJson;
    private final Path packs;
    private final String suffix;
    private final String keyDatabase;
    private final String sharedDatabase;
    private final Optional<String> instance;

    Settings(
            @ConfigProperty(name = "cs.service") String service,
            @ConfigProperty(name = "cs.profile") String profile,
            @ConfigProperty(name = "cs.mongodb.uri") String mongodb,
            @ConfigProperty(name = "cs.kafka.bootstrap") String kafka,
            @ConfigProperty(name = "cs.keys.file") Path keys,
            @ConfigProperty(name = "cs.keys.json") Optional<String> keysJson,
            @ConfigProperty(name = "cs.packs.dir") Path packs,
            @ConfigProperty(name = "cs.database.suffix") String suffix,
            @ConfigProperty(name = "cs.database.keys") String keyDatabase,
            @ConfigProperty(name = "cs.database.shared") String sharedDatabase,
            @ConfigProperty(name = "cs.instance") Optional<String> instance) {
        if (!profile.equals("local") && !profile.equals("production"))
            throw new IllegalStateException("cs.profile is local or production, not " + profile);
        this.service = service;
        this.profile = profile;
        this.mongodb = mongodb;
        this.kafka = kafka;
        this.keys = keys;
        this.keysJson = keysJson;
        this.packs = packs;
        this.suffix = suffix;
        this.keyDatabase = keyDatabase;
        this.sharedDatabase = sharedDatabase;
        this.instance = instance;
    }

    public String service() {
        return service;
    }

    /** The clock may be moved, keys and topics make themselves. */
    public boolean local() {
        return profile.equals("local");
    }

    public String mongodb() {
        return mongodb;
    }

    public String kafka() {
        return kafka;
    }

    public Path keys() {
        return keys;
    }

    /** The content of the key file itself, where a platform hands secrets over in the environment; wins over the file. */
    Optional<String> keysJson() {
        return keysJson;
    }

    public Path packs() {
        return packs;
    }

    /** A name that this instance keeps when it is started again, as a StatefulSet gives one: its lanes wait a few seconds for it then. */
    Optional<String> instance() {
        return instance;
    }

    /** Log, views and cursors of this service. */
    public String database() {
        return service.replace('-', '_') + suffix;
    }

    /** The keys of persons, backed up apart from all else. */
    public String keyDatabase() {
        return keyDatabase;
    }

    /** Business clock and audit of all services of the installation. */
    public String sharedDatabase() {
        return sharedDatabase;
    }
}
