package org.communitysupport.billing.infrastructure;

import com.mongodb.MongoGridFSException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bson.BsonString;
import org.communitysupport.billing.application.FileStore;
import org.communitysupport.codec.Vault;

/** {@link FileStore} in GridFS beside the log. Each file has a key of its own, so that one file can be made unreadable without the others. */
final class GridFsFiles implements FileStore {
    private static final int DUPLICATE = 11000;
    private final GridFSBucket bucket;
    private final Vault vault;

    GridFsFiles(MongoDatabase database, Vault vault) {
        this.bucket = GridFSBuckets.create(database, "payer_files");
        this.vault = vault;
    }

    @Override
    public void put(String tenant, String file, byte[] bytes) {
        var id = id(tenant, file);
        if (bucket.find(Filters.eq("_id", id)).first() != null) return;
        byte[] sealed = vault.seal(file, "payer-file", bytes).getBytes(StandardCharsets.US_ASCII);
        try {
            // Chunks of an upload that died are in the way of the next one; the file's own document is written last.
            bucket.uploadFromStream(id, file, new ByteArrayInputStream(sealed));
        } catch (MongoWriteException e) {
            if (e.getError().getCode() != DUPLICATE) throw e;
            retry(id, file, sealed);
        }
    }

    private void retry(BsonString id, String file, byte[] sealed) {
        if (bucket.find(Filters.eq("_id", id)).first() != null) return;
        try {
            bucket.delete(id);
        } catch (MongoGridFSException e) {
            // it deletes the chunks first and then misses the document that was never written
        }
        bucket.uploadFromStream(id, file, new ByteArrayInputStream(sealed));
    }

    @Override
    public Optional<byte[]> get(String tenant, String file) {
        var id = id(tenant, file);
        if (bucket.find(Filters.eq("_id", id)).first() == null) return Optional.empty();
        var out = new ByteArrayOutputStream();
        bucket.downloadToStream(id, out);
        return vault.open(file, "payer-file", out.toString(StandardCharsets.US_ASCII));
    }

    private static BsonString id(String tenant, String file) {
        return new BsonString(tenant + '/' + file);
    }
}
