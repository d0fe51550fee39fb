package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptFolderTest {
    @TempDir
    Path folder;

    private Path layers(boolean extended) throws Exception {
        Path opt = Files.createDirectory(folder.resolve("opt"));
        Files.createDirectories(opt.resolve("extensions/a-folder"));
        if (extended) {
            Files.createFile(opt.resolve("extensions/agent"));
        }
        return opt;
    }

    @Test
    void withoutLayersThereIsNothingToDecide() throws Exception {
        assertThat(OptFolder.use(null, null, folder)).isEqualTo(new OptFolder.Use(null, Map.of(), null));
    }

    @Test
    void startsEachFileOfExtensions() throws Exception {
        Path opt = layers(true);
        assertThat(OptFolder.use(opt, null, folder, null))
                .isEqualTo(new OptFolder.Use(opt, Map.of("agent", "/opt/extensions/agent"), null));
    }

    @Test
    void refusesExtensionsWhereThereIsNoOwnOptAndNamesWhoCan() throws Exception {
        Path opt = layers(true);
        assertThatThrownBy(() -> OptFolder.use(opt, null, folder, "only Linux has mount namespaces"))
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContaining("agent")
                .hasMessageContaining("only Linux has mount namespaces")
                .hasMessageContaining("localstack or aws");
    }

    @Test
    void otherLayersWorkWithoutAnOwnOptAndTheLogSaysSo() throws Exception {
        Path opt = layers(false);
        OptFolder.Use use = OptFolder.use(opt, null, folder, "no unshare");
        assertThat(use.own()).isNull();
        assertThat(use.note()).contains("COLDGATE_OPT", "no unshare");
    }
}
