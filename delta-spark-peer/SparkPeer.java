import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Does what its arguments say, two by two, and prints a line of JSON for each row that a query brings, and a line of
 * dashes after each pair: {@code sql QUERY}, where {@code $T} stands for the table; {@code files QUERY} for the number
 * of files that Spark looks at; {@code timed QUERY} for the milliseconds that it took, and those of processors. The
 * first argument is the table's path.
 */
public class SparkPeer {
    public static void main(String[] arguments) {
        String table = "delta.`" + arguments[0] + "`";
        SparkSession spark = SparkSession.builder()
                .master(System.getProperty("peer.master", "local[1]"))
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", System.getProperty("peer.partitions", "1"))
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        for (int index = 1; index < arguments.length; index += 2) {
            String query = arguments[index + 1].replace("$T", table);
            List<String> lines =
                    arguments[index].equals("timed") ? timed(spark, query) : rows(spark, arguments[index], query);
            lines.forEach(line -> System.out.println("row " + line));
            System.out.println("---");
        }
        spark.stop();
    }

    private static List<String> rows(SparkSession spark, String kind, String query) {
        Dataset<Row> rows = spark.sql(query);
        return kind.equals("files")
                ? List.of(String.valueOf(rows.inputFiles().length))
                : rows.toJSON().collectAsList();
    }

    private static List<String> timed(SparkSession spark, String query) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        spark.sql(query).collectAsList();
        return List.of("{\"millis\":" + (System.nanoTime() - start) / 1_000_000 + ",\"cpuMillis\":"
                + (system.getProcessCpuTime() - cpu) / 1_000_000 + "}");
    }
}
