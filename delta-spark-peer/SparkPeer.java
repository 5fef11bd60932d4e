import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Does what its arguments say, two by two, and prints a line of JSON for each row that a query brings, and a line of
 * dashes after each pair: {@code sql QUERY}, where {@code $T} stands for the table; {@code files QUERY} for the number
 * of files that Spark looks at. The first argument is the table's path.
 */
public class SparkPeer {
    public static void main(String[] arguments) {
        String table = "delta.`" + arguments[0] + "`";
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        for (int index = 1; index < arguments.length; index += 2) {
            Dataset<Row> rows = spark.sql(arguments[index + 1].replace("$T", table));
            List<String> lines = arguments[index].equals("files")
                    ? List.of(String.valueOf(rows.inputFiles().length))
                    : rows.toJSON().collectAsList();
            lines.forEach(line -> System.out.println("row " + line));
            System.out.println("---");
        }
        spark.stop();
    }
}
