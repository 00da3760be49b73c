import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.commandline.admin.security.SetInitialPasswordCommand;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import picocli.CommandLine;

/** Neo4j Community on loopback: `Server HOME PORT [--with-parent]`, password in NEO4J_PASSWORD (none: no authentication). */
class Server {
    public static void main(String[] args) {
        try {
            start(Path.of(args[0]).toAbsolutePath(), Integer.parseInt(args[1]), System.getenv("NEO4J_PASSWORD"));
        } catch (Exception wrong) {
            System.err.println("Neo4j did not start: " + rootCause(wrong));
            System.exit(3);
        }
        if (args.length > 2) ProcessHandle.current().parent().ifPresent(p -> p.onExit().thenRun(() -> System.exit(0)));
        System.out.println("ready bolt://127.0.0.1:" + args[1]);
    }

    private static void start(Path home, int port, String password) {
        boolean locked = password != null;
        if (locked && !Files.exists(home.resolve("data/databases/system"))) setInitialPassword(home, password);
        var dbms = new DatabaseManagementServiceBuilder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
                .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
                .setConfig(GraphDatabaseSettings.auth_enabled, locked)
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)  // else 10 s to stop
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(dbms::shutdown));
    }

    /** As `neo4j-admin dbms set-initial-password`, so that the default password never opens the door. */
    private static void setInitialPassword(Path home, String password) {
        var quiet = new PrintStream(OutputStream.nullOutputStream());
        var context = new ExecutionContext(home, home.resolve("conf"), quiet, System.err, new DefaultFileSystemAbstraction());
        int code = new CommandLine(new SetInitialPasswordCommand(context)).execute("--", password);
        if (code != 0) System.exit(code);
    }

    private static Throwable rootCause(Throwable wrong) {
        return wrong.getCause() == null ? wrong : rootCause(wrong.getCause());
    }
}
