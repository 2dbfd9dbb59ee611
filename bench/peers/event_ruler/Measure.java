import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * Rules and reports as JSON lines in, one JSON line of figures out: see bench/peers/run.py.
 */
public final class Measure {
    public static void main(String[] args) throws Exception {
        Path rules = Path.of(args[0]);
        List<String> reports = Files.readAllLines(Path.of(args[1]));
        int rounds = Integer.parseInt(args[2]);
        Machine machine = Machine.builder()
                .withAdditionalNameStateReuse(Boolean.getBoolean("reuse"))
                .withStructuredMatching(Boolean.getBoolean("structured"))
                .build();
        ObjectMapper json = new ObjectMapper();
        long before = used();
        long began = System.nanoTime();
        long count = 0;
        try (var lines = Files.newBufferedReader(rules)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode rule = json.readTree(line);
                machine.addRule(rule.get("id").asText(), rule.get("when").toString());
                count++;
            }
        }
        double build = (System.nanoTime() - began) / 1e9;
        double bytes = (double) (used() - before) / count;
        long[] best = null;
        long matches = 0;
        double cpu = 0;
        for (int round = 0; round < rounds; round++) {
            long[] took = new long[reports.size()];
            matches = 0;
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < took.length; i++) {
                long start = System.nanoTime();
                matches += machine.rulesForJSONEvent(reports.get(i)).size();
                took[i] = System.nanoTime() - start;
            }
            double used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
            if (best == null || Arrays.stream(took).sum() < Arrays.stream(best).sum()) {
                best = took;
                cpu = used / took.length / 1e3;
            }
        }
        double mean = Arrays.stream(best).average().orElseThrow() / 1e3;
        Arrays.sort(best);
        System.out.printf(
                "{\"matches\": %d, \"p50_us\": %.3f, \"p99_us\": %.3f, \"mean_us\": %.3f,"
                        + " \"cpu_mean_us\": %.3f, \"build_s\": %.3f, \"bytes_per_rule\": %.1f}%n",
                matches, best[best.length / 2] / 1e3, best[best.length * 99 / 100] / 1e3, mean,
                cpu, build, bytes);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
