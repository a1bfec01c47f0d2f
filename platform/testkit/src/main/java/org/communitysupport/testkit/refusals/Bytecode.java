package org.communitysupport.testkit.refusals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The product's compiled classes on the class path of a test, with who is whose subtype. */
final class Bytecode {
    private static final String OURS = "org/communitysupport/";

    private final Map<String, ClassNode> classes = new TreeMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();

    /** One method of one class. */
    record Method(ClassNode owner, MethodNode node) {
        String key() {
            return owner.name + '.' + node.name + node.desc;
        }
    }

    /** Reads everything of ours that a service runs: what only tests use stays out. */
    static Bytecode ofTheClassPath() {
        var code = new Bytecode();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean tests = entry.contains("test-classes") || entry.contains("testkit");
            if (tests || !Files.exists(path)) continue;
            if (Files.isDirectory(path)) code.readFolder(path);
            else code.readJar(path);
        }
        code.classes.values().forEach(c -> code.above(c.name)
                .forEach(up ->
                        code.subtypes.computeIfAbsent(up, k -> new HashSet<>()).add(c.name)));
        return code;
    }

    private void readFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList())
                read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readJar(Path jar) {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream()
                    .filter(e -> e.getName().startsWith(OURS) && e.getName().endsWith(".class"))
                    .toList()) read(zip.getInputStream(entry).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(byte[] bytes) {
        var node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
        if (node.name.startsWith(OURS)) classes.put(node.name, node);
    }

    Iterable<ClassNode> classes() {
        return classes.values();
    }

    boolean has(String name) {
        return classes.containsKey(name);
    }

    List<Method> methods() {
        return classes.values().stream()
                .flatMap(c -> c.methods.stream().map(m -> new Method(c, m)))
                .toList();
    }

    boolean isA(String type, String of) {
        return type.equals(of) || subtypes.getOrDefault(of, Set.of()).contains(type);
    }

    /** Every method that a call may end in: the one that is inherited, and each that overrides it. */
    List<Method> targets(String owner, String name, String desc) {
        var found = new ArrayList<Method>();
        declared(owner, name, desc).ifPresent(found::add);
        if (!name.equals("<init>"))
            for (String sub : subtypes.getOrDefault(owner, Set.of()))
                own(classes.get(sub), name, desc).ifPresent(found::add);
        return found;
    }

    private java.util.Optional<Method> declared(String owner, String name, String desc) {
        var here = classes.get(owner);
        if (here == null) return java.util.Optional.empty();
        var own = own(here, name, desc);
        if (own.isPresent()) return own;
        return above(owner).stream()
                .map(classes::get)
                .filter(java.util.Objects::nonNull)
                .flatMap(c -> own(c, name, desc).stream())
                .findFirst();
    }

    private static java.util.Optional<Method> own(ClassNode of, String name, String desc) {
        return of.methods.stream()
                .filter(m -> m.name.equals(name) && m.desc.equals(desc))
                .map(m -> new Method(of, m))
                .findFirst();
    }

    private Set<String> above(String name) {
        var all = new HashSet<String>();
        var here = classes.get(name);
        if (here == null) return all;
        Stream.concat(Stream.ofNullable(here.superName), here.interfaces.stream())
                .forEach(up -> {
                    all.add(up);
                    all.addAll(above(up));
                });
        return all;
    }

    static List<String> annotations(MethodNode method) {
        return method.visibleAnnotations == null
                ? List.of()
                : method.visibleAnnotations.stream().map(a -> a.desc).toList();
    }

    static String simpleName(String internal) {
        return Arrays.stream(internal.split("[/$]")).reduce((a, b) -> b).orElseThrow();
    }
}
