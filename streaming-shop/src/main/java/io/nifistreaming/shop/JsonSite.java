package io.nifistreaming.shop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** A site that answers in JSON. */
abstract class JsonSite implements Site {
    private static final JsonFactory JSON = new JsonFactory();

    private final Competitor competitor;
    private final Paging paging;
    private final Traits traits;

    JsonSite(Competitor competitor, Paging paging, Traits traits) {
        this.competitor = competitor;
        this.paging = paging;
        this.traits = traits;
    }

    @Override
    public final Competitor competitor() {
        return competitor;
    }

    @Override
    public final Paging paging() {
        return paging;
    }

    @Override
    public final Traits traits() {
        return traits;
    }

    @Override
    public final String contentType() {
        return "application/json";
    }

    @Override
    public final void write(Page page, Links links, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            page(page, links, json);
        }
    }

    @Override
    public final void writeSingle(Listed offer, Links links, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            single(offer, links, json);
        }
    }

    abstract void page(Page page, Links links, JsonGenerator json) throws IOException;

    void single(Listed offer, Links links, JsonGenerator json) throws IOException {
        page(Page.of(offer), links, json);
    }
}
