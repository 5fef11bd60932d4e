package io.nifistreaming.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nifistreaming.testing.FakeReply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaginationTest {
    @Test
    void linksAreFollowedToTheLastPage() {
        PollRig rig = rig(new Pagination.LinkHeader(10), ask -> switch (page(ask)) {
            case 0 ->
                FakeReply.of(200, "s0 1").with("Link", "<?p=9>; rel=last, <?p=1>; title=\"a, b\"; rel=\"x next\"");
            case 1 -> FakeReply.of(200, "s1 1").with("Link", "</list?p=2>;REL = next");
            default -> FakeReply.of(200, "s2 1").with("Link", "<?p=1>; rel=prev");
        });

        assertSeen(rig, Coverage.COMPLETE, "s0", "s1", "s2");
    }

    @Test
    void aCursorInTheBodyIsFollowedWhateverItHolds() {
        PollRig rig = rig(
                new Pagination.Cursor("$.next", "p", 10),
                ask -> json(page(ask), page(ask) < 2 ? "" + (page(ask) + 1) : "null"));

        assertThat(rig.next(PollOutcome.Observed.class).facts().requests()).isEqualTo(3);
    }

    @Test
    void aCursorMayBeAWholeUrl() {
        PollRig rig = rig(
                new Pagination.Cursor("$.next", "", 10), ask -> json(0, page(ask) == 0 ? "\"/list?p=1\"" : "false"));

        assertThat(rig.next(PollOutcome.Observed.class).facts().requests()).isEqualTo(2);
        assertThat(rig.http.sent().get(1).ask().url()).isEqualTo(URI.create("http://a.example/list?p=1"));
    }

    @Test
    void offsetsGrowUntilAPageIsShort() {
        PollRig rig = rig(
                new Pagination.Offset("p", 2, 10),
                ask -> FakeReply.of(200, page(ask) == 4 ? "s4 1" : rows(page(ask), 2)));

        assertSeen(rig, Coverage.COMPLETE, "s0", "s1", "s2", "s3", "s4");
    }

    @Test
    void pageNumbersEndWithAnEmptyPageA404OrARepeatedLastPage() {
        for (FakeReply end : List.of(FakeReply.of(200, ""), FakeReply.of(404, ""), FakeReply.of(200, rows(2, 1)))) {
            PollRig rig = rig(
                    new Pagination.PageNumber("p", 0, 10),
                    ask -> page(ask) < 3 ? FakeReply.of(200, rows(page(ask), 1)) : end);

            assertSeen(rig, Coverage.COMPLETE, "s0", "s1", "s2");
        }
    }

    @Test
    void aSiteThatIgnoresThePageNumberIsNoticed() {
        PollRig rig = rig(new Pagination.PageNumber("p", 0, 10), ask -> FakeReply.of(200, "s0 1"));

        PollOutcome.Observed observed = assertSeen(rig, Coverage.PARTIAL, "s0");

        assertThat(observed.troubles()).first().isInstanceOfSatisfying(PageTrouble.Rejected.class, page -> assertThat(
                        page.kind())
                .isEqualTo(RejectKind.PAGE_LOOP));
    }

    @Test
    void pagesThatBiteTheirTailEnd() {
        PollRig rig = rig(new Pagination.LinkHeader(1_000), ask -> FakeReply.of(200, "s0 1")
                .with("Link", "<?p=" + (page(ask) + 1) % 3 + ">; rel=next"));

        PollOutcome.Observed observed = rig.next(PollOutcome.Observed.class);

        assertThat(observed.coverage()).isEqualTo(Coverage.PARTIAL);
        assertThat(observed.facts().requests()).isLessThanOrEqualTo(4);
    }

    @Test
    void morePagesThanAllowedAreCutAndToldOnce() {
        PollRig rig = rig(new Pagination.LinkHeader(2), ask -> FakeReply.of(200, "s0 1")
                .with("Link", "<?p=" + (page(ask) + 1) + ">; rel=next"));

        List<PollOutcome> outcomes = rig.runConfirming(Duration.ofMinutes(3));

        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertThat(((PollOutcome.Observed) outcome).coverage())
                .isEqualTo(Coverage.PARTIAL));
        assertThat(rig.troubles).containsExactly("+target t");
    }

    @Test
    void aNextPageOnAForeignHostIsNotAskedFor() {
        PollRig rig = rig(new Pagination.LinkHeader(5), ask -> FakeReply.of(200, "s0 1")
                .with("Link", "<http://evil.example/>; rel=next"));

        assertSeen(rig, Coverage.PARTIAL, "s0");
        assertThat(rig.http.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a/l,http://a/l?p=7",
        "http://a/l?p=1&q=2#x,http://a/l?q=2&p=7",
        "http://a/l?pp=1,http://a/l?pp=1&p=7"
    })
    void aParameterReplacesItsOldValueAndNoOther(String url, String with) {
        assertThat(Paginator.with(URI.create(url), "p", "7")).isEqualTo(URI.create(with));
    }

    @Test
    void paginationThatCanNotWorkIsRefused() {
        assertThatThrownBy(() -> new Pagination.Cursor("$.[", "p", 1)).hasMessageContaining("JSON path");
        assertThatThrownBy(() -> new Pagination.LinkHeader(0)).hasMessageContaining("Maximum pages");
        assertThatThrownBy(() -> new Pagination.Offset("p", 0, 1)).hasMessageContaining("Page size");
    }

    private static PollOutcome.Observed assertSeen(PollRig rig, Coverage coverage, String... skus) {
        PollOutcome.Observed observed = rig.next(PollOutcome.Observed.class);
        assertThat(observed.rows()).extracting(Observation::sku).containsExactly(skus);
        assertThat(observed.coverage()).isEqualTo(coverage);
        return observed;
    }

    private static PollRig rig(Pagination pagination, Function<HttpAsk, FakeReply> site) {
        PollTarget target = PricePollerTest.target("http://a.example/list", List.of(), pagination);
        return new PollRig(PollPlan.of(List.of(target)), (ask, now) -> site.apply(ask));
    }

    private static int page(HttpAsk ask) {
        String query = ask.url().getQuery();
        return query == null ? 0 : Integer.parseInt(query.substring(query.indexOf("p=") + 2));
    }

    private static String rows(int from, int count) {
        return String.join(
                "\n",
                IntStream.range(from, from + count)
                        .mapToObj(i -> "s" + i + " 1")
                        .toList());
    }

    /** A page that is JSON to the paginator, and a row without a price to the extractor. */
    private static FakeReply json(int page, String next) {
        return FakeReply.of(200, "{\"page\":" + page + ",\"next\":" + next + "}");
    }
}
