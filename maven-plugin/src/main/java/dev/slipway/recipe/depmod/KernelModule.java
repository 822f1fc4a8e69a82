package dev.slipway.recipe.depmod;

import com.github.luben.zstd.ZstdInputStream;
import dev.slipway.content.Content;
import dev.slipway.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * What a kernel module says about itself.
 *
 * @param path relative to the directory of the kernel's modules, {@code kernel/net/ipv4/ip_gre.ko}
 * @param name as the kernel spells it, with {@code _} for {@code -}
 * @param depends names of the modules whose symbols it uses, in the module's order
 */
record KernelModule(
        String path, String name, List<String> depends, List<String> aliases, List<String> softDependencies) {
    private static final Pattern FILE_NAME = Pattern.compile("(.+)\\.ko(?:\\.(gz|xz|zst))?");

    KernelModule {
        depends = List.copyOf(depends);
        aliases = List.copyOf(aliases);
        softDependencies = List.copyOf(softDependencies);
    }

    /** Whether a path is named as a kernel module, plain or compressed. */
    static boolean isNamedAsOne(String path) {
        return FILE_NAME.matcher(TreePath.name(path)).matches();
    }

    static String nameOf(String path) {
        Matcher matcher = FILE_NAME.matcher(TreePath.name(path));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not named as a kernel module: " + path);
        }
        return matcher.group(1).replace('-', '_');
    }

    static KernelModule read(String path, Content content) throws IOException {
        ModuleInfo info = ModuleInfo.read(unpacked(content.bytes()), path);
        List<String> depends = info.all("depends").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> name.strip().replace('-', '_'))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new KernelModule(path, nameOf(path), depends, info.all("alias"), info.all("softdep"));
    }

    // By magic, not by name: the kernel's own loader does the same.
    private static byte[] unpacked(byte[] file) throws IOException {
        int magic = file.length < 4
                ? 0
                : (file[0] & 0xff) << 24 | (file[1] & 0xff) << 16 | (file[2] & 0xff) << 8 | file[3] & 0xff;
        if (magic == 0x28b52ffd) {
            return all(new ZstdInputStream(new ByteArrayInputStream(file)));
        }
        if (magic == 0xfd377a58) {
            return all(new XZInputStream(new ByteArrayInputStream(file)));
        }
        if (magic >>> 16 == 0x1f8b) {
            return all(new GZIPInputStream(new ByteArrayInputStream(file)));
        }
        return file;
    }

    private static byte[] all(InputStream in) throws IOException {
        try (in) {
            return in.readAllBytes();
        }
    }
}
