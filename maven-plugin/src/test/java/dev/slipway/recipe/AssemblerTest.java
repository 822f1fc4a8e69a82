package dev.slipway.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import dev.slipway.tree.Attributes;
import dev.slipway.tree.Entry;
import dev.slipway.tree.FileTree;
import dev.slipway.tree.Node;
import dev.slipway.tree.Origin;
import dev.slipway.tree.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {
    private static final long TIME = 1_500_000_000L;

    /** The same source for every item: what a package, an archive or a folder might hold. */
    private final TreeBuilder source = new TreeBuilder(1_000_000_000L);

    private final Map<String, FileTree> tars = new TreeMap<>();

    private final Sources sources = new Sources() {
        @Override
        public List<FileTree> debian(Item.Debian item) {
            return List.of(source.build());
        }

        @Override
        public FileTree archive(Item.Archive item) {
            return source.build();
        }

        @Override
        public FileTree directory(Item.Directory item) {
            return source.build();
        }

        @Override
        public Content file(Item.File item, String path) {
            return Content.of("bytes of " + path);
        }

        @Override
        public Content tar(FileTree tree) {
            Content tar = Content.of("tar of " + tree.entries().size());
            tars.put(tar.digest().toString(), tree);
            return tar;
        }
    };

    @BeforeEach
    void fill() {
        put("bin/busybox", 0755, TIME - 5, new Node.RegularFile(Content.of("busybox"), "1"));
        put("bin/hardlink", 0755, TIME - 5, new Node.RegularFile(Content.of("busybox"), "1"));
        put("bin/sh", 0777, TIME - 5, new Node.Symlink("busybox"));
        put("usr/share/doc/x/copyright", 0644, TIME + 5, new Node.RegularFile(Content.of("free"), "2"));
        put("var/secret", 0700, TIME + 5, new Node.Directory());
        put("var/secret/key", 0600, TIME + 5, new Node.RegularFile(Content.of("key"), "3"));
    }

    private void put(String path, int mode, long time, Node node) {
        source.put(new Entry(path, Attributes.of(mode, time).withOwner(7, 8), node, Origin.NONE));
    }

    private FileTree assemble(String contents) throws IOException {
        Recipe recipe = RecipeReader.read("debian: {suite: bookworm}\ncontents:\n" + contents.indent(2), "package.yml");
        return new Assembler(sources, TIME).assemble(recipe.contents());
    }

    private static String text(FileTree tree) {
        return tree.entries().stream().map(AssemblerTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Entry entry) {
        Attributes at = entry.attributes();
        String head = "%s %o %d:%d %+d".formatted(entry.path(), at.mode(), at.uid(), at.gid(), at.mtime() - TIME);
        if (entry.node() instanceof Node.RegularFile file) {
            try {
                return head + " '" + new String(file.content().bytes(), StandardCharsets.UTF_8).strip() + "'";
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return entry.node() instanceof Node.Symlink link ? head + " -> " + link.target() : head + " /";
    }

    @Test
    void usersAndGroups() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - group: ssl-cert
                          gid: 90
                        - user: db
                          uid: 100
                          home: /var/lib/db
                          groups: [ssl-cert]
                        - user: web
                          uid: 101
                          gid: 100
                          shell: /bin/sh
                          groups: [ssl-cert]
                        """)))
                .isEqualTo(
                        """
                        etc 755 0:0 +0 /
                        etc/group 644 0:0 +0 'root:*:0:
                        ssl-cert:*:90:db,web
                        db:*:100:'
                        etc/passwd 644 0:0 +0 'root:*:0:0:root:/root:/bin/sh
                        db:*:100:100:db:/var/lib/db:/usr/sbin/nologin
                        web:*:101:100:web:/nonexistent:/bin/sh'""");
    }

    @Test
    void usersAreAddedToThoseThatThereAre() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - file: etc/passwd
                          contents: "a:x:1:1::/:/bin/sh"
                        - file: etc/group
                          contents: "a:x:1:"
                        - user: b
                          uid: 2
                          gid: 1
                        """)))
                .contains(
                        "etc/group 644 0:0 +0 'a:x:1:'",
                        "'a:x:1:1::/:/bin/sh\nb:*:2:1:b:/nonexistent:/usr/sbin/nologin'");
        // A line that lacks the list of members is one of group(5) all the same to whoever reads it.
        assertThat(
                        text(
                                assemble(
                                        """
                        - file: etc/group
                          contents: "a:x:1\\nb:x:2:c\\n"
                        - user: d
                          uid: 3
                          gid: 1
                          groups: [a, b]
                        """)))
                .contains("etc/group 644 0:0 +0 'a:x:1:d\nb:x:2:c,d'");
        assertThatThrownBy(() -> assemble("- {user: a, uid: 1}\n- {user: a, uid: 2}\n"))
                .hasMessageContaining("package.yml:4:12: contents[1].user: etc/passwd has the name a already");
        assertThatThrownBy(() -> assemble("- {user: a, uid: 1, groups: [b]}\n"))
                .hasMessageContaining("etc/group has no group b")
                .hasMessageContaining("Write an item 'group: b' with its 'gid' before this one");
    }

    @Test
    void takesAPackageAsItIsWithTimesClamped() throws IOException {
        assertThat(text(assemble("- debian: xz")))
                .isEqualTo(
                        """
                bin 755 0:0 -500000000 /
                bin/busybox 755 7:8 -5 'busybox'
                bin/hardlink 755 7:8 -5 'busybox'
                bin/sh 777 7:8 -5 -> busybox
                usr 755 0:0 -500000000 /
                usr/share 755 0:0 -500000000 /
                usr/share/doc 755 0:0 -500000000 /
                usr/share/doc/x 755 0:0 -500000000 /
                usr/share/doc/x/copyright 644 7:8 +0 'free'
                var 755 0:0 -500000000 /
                var/secret 700 7:8 +0 /
                var/secret/key 600 7:8 +0 'key'""");
    }

    /** Debian Policy 6.6, as dpkg does it. */
    @Test
    void aPackagesDirectoryLeavesALinkToADirectoryAlone() throws IOException {
        put("lib/x/x.so", 0644, TIME, new Node.RegularFile(Content.of("x"), "4"));
        String links =
                "- mkdir: usr/lib\n- {symlink: lib, target: usr/lib}\n- {file: usr/lib/base.so, contents: base}\n";
        assertThat(text(assemble(links + "- {debian: libx, include: [\"lib/**\"]}\n")
                        .subtree("lib")))
                .isEmpty();
        assertThat(text(assemble(links + "- {debian: libx, include: [\"lib/**\"]}\n")))
                .isEqualTo(
                        """
                lib 777 0:0 +0 -> usr/lib
                usr 755 0:0 +0 /
                usr/lib 755 0:0 +0 /
                usr/lib/base.so 644 0:0 +0 'base'
                usr/lib/x 755 0:0 -500000000 /
                usr/lib/x/x.so 644 7:8 +0 'x'""");
    }

    @Test
    void aPackagesLinkToADirectoryLeavesADirectoryAlone() throws IOException {
        source.put(new Entry("lib", Attributes.of(0777, TIME), new Node.Symlink("usr/lib"), Origin.NONE));
        String directories = "- mkdir: usr/lib\n- {file: lib/own, contents: own}\n";
        assertThat(text(assemble(directories + "- {debian: libx, include: [lib]}\n")))
                .contains("lib 755 0:0 +0 /\nlib/own 644 0:0 +0 'own'");
    }

    @Test
    void includesExcludesRenamesAndMoves() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - debian: xz
                          include: ["bin/*", "var/**/key", "usr/**"]
                          exclude: [bin/sh, "usr/share/doc/**"]
                          rename: {bin: sbin, bin/busybox: usr/bin/bb}
                          to: opt
                        """)))
                .isEqualTo(
                        """
                opt 755 0:0 +0 /
                opt/sbin 755 0:0 +0 /
                opt/sbin/hardlink 755 7:8 -5 'busybox'
                opt/usr 755 0:0 -500000000 /
                opt/usr/bin 755 0:0 +0 /
                opt/usr/bin/bb 755 7:8 -5 'busybox'
                opt/usr/share 755 0:0 -500000000 /
                opt/var 755 0:0 +0 /
                opt/var/secret 755 0:0 +0 /
                opt/var/secret/key 600 7:8 +0 'key'""");
    }

    @Test
    void dropsLeadingSegmentsOfAnArchive() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - archive: x.tar
                          stripComponents: 1
                          include: [busybox, "secret/**"]
                        """)))
                .isEqualTo(
                        """
                busybox 755 7:8 -5 'busybox'
                secret 700 7:8 +0 /
                secret/key 600 7:8 +0 'key'""");
    }

    @Test
    void aFolderHasTheRecipesModesAndNothingOfTheHost() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - directory: root
                          exclude: [usr/**]
                          mode: "0640"
                          executable: ["bin/*"]
                        """)))
                .isEqualTo(
                        """
                bin 755 0:0 +0 /
                bin/busybox 755 0:0 +0 'busybox'
                bin/hardlink 755 0:0 +0 'busybox'
                bin/sh 777 0:0 +0 -> busybox
                var 755 0:0 +0 /
                var/secret 755 0:0 +0 /
                var/secret/key 640 0:0 +0 'key'""");
    }

    @Test
    void makesSingleEntriesAndLaterOnesWin() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - file: etc/motd
                          contents: first
                        - file: etc/motd
                          source: files/motd
                          mode: "0600"
                          uid: 1
                          gid: 2
                        - mkdir: tmp
                          mode: "1777"
                        - symlink: lib
                          target: usr/lib
                        - mkdir: usr/lib
                        - file: lib/x
                          contents: through the link
                        """)))
                .isEqualTo(
                        """
                etc 755 0:0 +0 /
                etc/motd 600 1:2 +0 'bytes of files/motd'
                lib 777 0:0 +0 -> usr/lib
                tmp 1777 0:0 +0 /
                usr 755 0:0 +0 /
                usr/lib 755 0:0 +0 /
                usr/lib/x 644 0:0 +0 'through the link'""");
    }

    @Test
    void removesAndConcatenatesWhatIsThereSoFar() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - file: certs/b.crt
                          contents: B
                        - file: certs/sub/a.crt
                          contents: A
                        - file: certs/c.txt
                          contents: C
                        - concatenate: all.crt
                          of: ["certs/**/*.crt"]
                          mode: "0444"
                        - remove: [certs, "certs/**"]
                        """)))
                .isEqualTo("all.crt 444 0:0 +0 'BA'");
    }

    @Test
    void nestsATar() throws IOException {
        FileTree tree = assemble(
                """
                - tar: kernel.tar
                  contents:
                    - debian: xz
                      include: [bin/busybox]
                    - mkdir: lib
                """);
        Node.RegularFile tar =
                (Node.RegularFile) tree.find("kernel.tar").orElseThrow().node();
        assertThat(text(tars.getOrDefault(tar.content().digest().toString(), FileTree.EMPTY)))
                .isEqualTo(
                        """
                bin 755 0:0 +0 /
                bin/busybox 755 7:8 -5 'busybox'
                lib 755 0:0 +0 /""");
    }

    @Test
    void hardLinksOfTwoPackagesStayApart() throws IOException {
        FileTree tree = assemble("- debian: xz\n- debian: yy\n  to: opt\n");
        assertThat(inode(tree, "bin/busybox")).isEqualTo(inode(tree, "bin/hardlink"));
        assertThat(inode(tree, "opt/bin/busybox")).isEqualTo(inode(tree, "opt/bin/hardlink"));
        assertThat(inode(tree, "bin/busybox")).isNotEqualTo(inode(tree, "opt/bin/busybox"));
    }

    private static String inode(FileTree tree, String path) {
        return ((Node.RegularFile) tree.find(path).orElseThrow().node()).inode();
    }

    @Test
    void aPatternRenamesWhateverTheArchitectureIsCalled() throws IOException {
        assertThat(
                        text(
                                assemble(
                                        """
                        - debian: xz
                          include: ["var/**"]
                          rename: {"v?r/*": lib}
                        """)))
                .isEqualTo(
                        """
                lib 700 7:8 +0 /
                lib/key 600 7:8 +0 'key'
                var 755 0:0 -500000000 /""");
        assertThatThrownBy(() -> assemble("- {debian: xz, rename: {var/**: lib}}"))
                .hasMessageContaining("'var/**' has '**', and what is renamed has a fixed number of names");
    }

    /** The second one would replace the first. */
    @Test
    void twoFilesDoNotBecomeOne() {
        assertThatThrownBy(() -> assemble("- {debian: xz, include: [\"bin/*\"], rename: {\"bin/*\": usr/bin/tool}}"))
                .hasMessageContaining("package.yml:3:")
                .hasMessageContaining("'bin/busybox' and 'bin/hardlink' would both become 'usr/bin/tool'");
        assertThatThrownBy(() -> assemble("- {debian: xz, include: [\"bin/*\"], rename: {bin/busybox: bin/sh}}"))
                .hasMessageContaining("'bin/busybox' and 'bin/sh' would both become 'bin/sh'");
        assertThatCode(() -> assemble("- {debian: xz, rename: {usr: x, var: x}}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{debian: xz, include: [bin/busybox, bin/bsybox]}   | package.yml:3:41: contents[0].include[1]: 'bin/bsybox' matches no path",
                "{debian: xz, exclude: [opt/**]}                    | 'opt/**' matches no path",
                "{debian: xz, rename: {bin/x: y}}                   | 'bin/x' matches no path",
                "{debian: xz, include: [bin/*], exclude: [usr/**]}  | 'usr/**' matches no path",
                "{directory: x, executable: [sbin/*]}              | 'sbin/*' matches no path",
                "{directory: x, executable: [var/secret]}          | 'var/secret' matches no path",
                "{remove: [a]}                                     | 'a' matches no path",
                "{concatenate: a, of: [b]}                         | 'b' matches no path",
                "{depmod: lib/modules/6.1}                         | 'lib/modules/6.1' matches no path",
            })
    void aPatternWithoutEffectIsAnError(String item, String message) {
        assertThatThrownBy(() -> assemble("- " + item))
                .isInstanceOf(PatternMatchesNothing.class)
                .hasMessageContaining(message);
    }
}
