package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakePacing;
import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final FakePacing pacing = new FakePacing();

    private List<Long> take(TokenBucket bucket, int times) throws InterruptedException {
        List<Long> at = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            bucket.take();
            at.add(pacing.nanos());
        }
        return at;
    }

    @Test
    void theFirstCallGoesAtOnceAndNoSecondHoldsMoreThanTheRate() throws Exception {
        long began = pacing.nanos();
        List<Long> at = take(new TokenBucket(15, pacing), 100);

        assertThat(at.get(0)).isEqualTo(began);
        for (int i = 15; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 15)).isGreaterThanOrEqualTo(1_000_000_000L);
        }
        assertThat(at.get(99) - began).isLessThan(Duration.ofSeconds(7).toNanos());
    }

    @Test
    void whoComesLateDoesNotWait() throws Exception {
        TokenBucket bucket = new TokenBucket(15, pacing);
        bucket.take();
        pacing.advance(Duration.ofSeconds(1));

        bucket.take();

        assertThat(pacing.pauses()).isEmpty();
    }

    @Test
    void aQuietHourIsNoCredit() throws Exception {
        TokenBucket bucket = new TokenBucket(10, pacing);
        pacing.advance(Duration.ofHours(1));

        List<Long> at = take(bucket, 3);

        assertThat(at.get(2) - at.get(0)).isEqualTo(200_000_000L);
    }

    @Test
    void withoutALimitNobodyWaits() throws Exception {
        take(new TokenBucket(Double.POSITIVE_INFINITY, pacing), 1000);

        assertThat(pacing.pauses()).isEmpty();
    }

    @Test
    void threadsShareOneRate() throws Exception {
        List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
        Pacing standing = new Pacing() {
            @Override
            public long nanos() {
                return 7;
            }

            @Override
            public void pause(Duration duration) {
                waits.add(duration);
            }
        };
        TokenBucket bucket = new TokenBucket(10, standing);
        CountDownLatch together = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> {
                together.countDown();
                together.await();
                bucket.take();
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        // The clock stands: the first goes at once, each other one waits a tenth of a second longer.
        assertThat(waits.stream().map(Duration::toMillis).sorted())
                .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L);
    }
}
