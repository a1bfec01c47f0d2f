package org.communitysupport.testkit.refusals;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.communitysupport.testkit.refusals.Bytecode.Method;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Which methods an operation can come to. A command is decided by the branch that is for its type, so a method with a command among its
 * parameters is only reached where such a command was made on the way; the same holds for a decider's facts and state as a whole.
 */
final class Reach {
    private static final String DECIDER = "org/communitysupport/kernel/Decider";
    private static final String RUNNER = "org/communitysupport/kernel/CommandRunner";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    private final Bytecode bytecode;
    private final Set<String> commands = new HashSet<>();
    private final List<Method> deciders;

    Reach(Bytecode bytecode) {
        this.bytecode = bytecode;
        this.deciders = bytecode.methods().stream()
                .filter(m -> m.node().name.equals("decide") && bytecode.isA(m.owner().name, DECIDER))
                .filter(m -> (m.node().access & Opcodes.ACC_BRIDGE) == 0)
                .toList();
        for (ClassNode c : bytecode.classes())
            if (bytecode.isA(c.name, DECIDER) && c.signature != null) commands.add(command(c.signature));
    }

    /** {@code Lorg/…/Decider<Lorg/…/ChannelCommand;…>;}: the first argument. */
    private static String command(String signature) {
        int at = signature.indexOf(DECIDER + "<L");
        if (at < 0) return "";
        int from = at + DECIDER.length() + 2;
        return signature.substring(from, signature.indexOf(';', from));
    }

    /** Operation id, {@code Class_method}, to the keys of the methods that it can come to. */
    Map<String, Set<String>> operations() {
        var found = new TreeMap<String, Set<String>>();
        for (var method : bytecode.methods())
            if (isOperation(method))
                found.put(Bytecode.simpleName(method.owner().name) + '_' + method.node().name, from(method));
        return found;
    }

    private static boolean isOperation(Method method) {
        return Bytecode.annotations(method.node()).stream()
                .anyMatch(a -> a.startsWith("Ljakarta/ws/rs/")
                        && METHODS.contains(a.substring("Ljakarta/ws/rs/".length(), a.length() - 1)));
    }

    private Set<String> from(Method start) {
        var reached = new HashSet<String>();
        var made = new HashSet<String>();
        var waiting = new HashMap<String, Method>();
        var next = new ArrayDeque<>(List.of(start));
        // What the body of a request is read into is made by the framework.
        for (Type type : Type.getArgumentTypes(start.node().desc))
            if (type.getSort() == Type.OBJECT) made.add(type.getInternalName());
        while (!next.isEmpty()) {
            var method = next.pop();
            if (reached.contains(method.key())) continue;
            if (!allowed(method, made)) {
                waiting.put(method.key(), method);
                continue;
            }
            reached.add(method.key());
            int before = made.size();
            step(method, made, next);
            if (made.size() > before) {
                next.addAll(waiting.values());
                waiting.clear();
            }
        }
        return reached;
    }

    private boolean allowed(Method method, Set<String> made) {
        for (Type type : Type.getArgumentTypes(method.node().desc)) {
            if (type.getSort() != Type.OBJECT || !isCommand(type.getInternalName())) continue;
            String wanted = type.getInternalName();
            if (made.stream().noneMatch(m -> bytecode.isA(m, wanted))) return false;
        }
        return true;
    }

    private boolean isCommand(String type) {
        return bytecode.has(type) && commands.stream().anyMatch(c -> bytecode.isA(type, c));
    }

    private void step(Method method, Set<String> made, ArrayDeque<Method> next) {
        for (var insn : method.node().instructions) {
            switch (insn) {
                case TypeInsnNode n when n.getOpcode() == Opcodes.NEW -> made.add(n.desc);
                case MethodInsnNode m -> {
                    next.addAll(bytecode.targets(m.owner, m.name, m.desc));
                    // From there the way leads through the queues of a library.
                    if (m.owner.equals(RUNNER) && m.name.equals("run")) next.addAll(deciders);
                }
                case InvokeDynamicInsnNode d -> {
                    for (Object argument : d.bsmArgs)
                        if (argument instanceof Handle h) {
                            if (h.getName().equals("<init>")) made.add(h.getOwner());
                            next.addAll(bytecode.targets(h.getOwner(), h.getName(), h.getDesc()));
                        }
                }
                default -> {}
            }
        }
    }
}
