package io.nifistreaming.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.flow.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./sandbox}, in a project of its own, with a JDK and a Maven that only tell what they get. */
class SandboxScriptTest {
    @TempDir
    private Path temporary;

    private final Map<String, String> environment = new HashMap<>();
    private Path project;
    private Path classPath;

    private record Answer(int exit, String out) {}

    @BeforeEach
    void aBuiltProject() throws IOException {
        project = temporary.resolve("the project");
        Path target = Files.createDirectories(project.resolve("streaming-sandbox/target"));
        Files.copy(ProjectFiles.root().resolve("sandbox"), project.resolve("sandbox"));
        assertThat(project.resolve("sandbox").toFile().setExecutable(true)).isTrue();
        Files.writeString(target.resolve("streaming-sandbox-1.jar"), "");
        Path jdk = temporary.resolve("jdk");
        program(jdk.resolve("bin/javac"), "");
        program(
                jdk.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then",
                "  for name in JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS; do",
                "    [ -z \"${!name+set}\" ] || echo \"NOTE: Picked up $name: ${!name}\" >&2",
                "  done",
                "  echo 'openjdk version \"17.0.9\" 2023-10-17' >&2",
                "else echo \"started in $(locale charmap): $*\"; fi");
        program(
                temporary.resolve("bin/mvn"),
                "if [ \"$1\" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi",
                "echo \"[ERROR] mvn in $PWD\"; exit 1");
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
        classPath = Files.writeString(target.resolve("sandbox.classpath"), "some.jar");
    }

    @Test
    void theVerbReachesTheSandboxOfTheProjectWithoutEscapeCodesForAFile() throws Exception {
        Answer answer = run(project.resolve("sandbox"), "status");

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.out())
                .contains("-Dsandbox.root=" + project, "io.nifistreaming.sandbox.Main status")
                .contains("-Dpicocli.ansi=false", "-Dsandbox.terminal=no");
    }

    @Test
    void optionsThatJavaTalksAboutHideNoJdk() throws Exception {
        environment.put("JAVA_TOOL_OPTIONS", "");
        environment.put("JDK_JAVA_OPTIONS", "-Dx=\"8\"");

        Answer answer = run(project.resolve("sandbox"), "status");

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.out()).contains("Main status");
    }

    @Test
    void aLinkToTheScriptMeansTheProjectItLiesIn() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("bin/box"), project.resolve("sandbox"));

        Answer answer = run(link, "status");

        assertThat(answer.out()).contains("-Dsandbox.root=" + project);
    }

    @Test
    void aBuildThatFailsIsNamedAndHappensInTheProject() throws Exception {
        Files.delete(classPath);
        Path link = Files.createSymbolicLink(temporary.resolve("bin/box"), project.resolve("sandbox"));

        Answer answer = run(link, "status");

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.out()).contains("mvn in " + project, "The build failed, see above.");
        assertThat(classPath).doesNotExist();
    }

    @Test
    void namesWithUmlautsWorkInThePlainLocale() throws Exception {
        environment.put("LC_ALL", "C");

        Answer answer = run(project.resolve("sandbox"), "status");

        assertThat(answer.out()).contains("started in UTF-8");
    }

    private Answer run(Path script, String... words) throws IOException, InterruptedException {
        Path out = temporary.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(words));
        builder.environment().putAll(environment);
        builder.directory(temporary.toFile()).redirectErrorStream(true).redirectOutput(out.toFile());
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Answer(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    private static void program(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
