package org.communitysupport.testkit.refusals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.communitysupport.testkit.refusals.Bytecode.Method;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Every refusal that the compiled code can make: its code, status, rule, sentence and place. What is handed to a {@code Rejection} or a
 * {@code Problem} is followed back through parameters, fields and returns to the constants that it can be; what cannot be followed to a
 * constant is in {@link #unclear()}, so that no code escapes.
 */
public final class Refusals {
    private static final String REJECTION = "org/communitysupport/kernel/Rejection";
    private static final String PROBLEM = "org/communitysupport/web/Problem";
    private static final String S = "Ljava/lang/String;";
    private static final int DEPTH = 6;

    /** What is handed on here was found where it was made; a warning that a pack makes a refusal stays listed as a warning. */
    private static final Set<String> AS_IT_WAS =
            Set.of(REJECTION, PROBLEM, PROBLEM + "$At", "org/communitysupport/kernel/Warning");

    /** @param sentence with … where a value stands; a fault's own words when it has no constant part */
    public record Refusal(String code, String status, String rule, String sentence, String place, String method) {}

    /** Part of a refusal: constants, or the parameter of the method in which it stands. */
    private record Part(Set<String> constants, Set<Integer> parameters, boolean unclear) {
        static Part constant(String value) {
            return new Part(Set.of(value), Set.of(), false);
        }
    }

    private record Sink(Part code, Part status, Part rule, Part sentence) {
        Part[] parts() {
            return new Part[] {code, status, rule, sentence};
        }
    }

    private final Bytecode bytecode;
    private final Map<String, Set<Sink>> sinks = new HashMap<>();
    private final Map<String, Frame<SourceValue>[]> frames = new HashMap<>();
    private final Map<String, List<Method>> callers = new HashMap<>();
    private final Set<Refusal> found = new LinkedHashSet<>();
    private final Set<String> unclear = new TreeSet<>();

    private Refusals(Bytecode bytecode) {
        this.bytecode = bytecode;
    }

    static Refusals in(Bytecode bytecode) {
        var refusals = new Refusals(bytecode);
        refusals.search();
        return refusals;
    }

    /** Sorted by code, then sentence. */
    public List<Refusal> all() {
        return found.stream()
                .sorted(Comparator.comparing(Refusal::code)
                        .thenComparing(Refusal::status)
                        .thenComparing(Refusal::sentence)
                        .thenComparing(Refusal::place))
                .toList();
    }

    /** Places whose code could not be followed to a constant. */
    public Set<String> unclear() {
        return unclear;
    }

    // ------------------------------------------------------------------ search

    private void search() {
        for (var method : bytecode.methods())
            for (var insn : method.node().instructions)
                for (String called : called(insn))
                    callers.computeIfAbsent(called, k -> new ArrayList<>()).add(method);
        begin(REJECTION, "<init>", "(" + S + S + S + "ZLjava/util/Map;)V", 0, null, 1, 2, "3");
        begin(REJECTION, "of", "(" + S + S + S + ")L" + REJECTION + ";", 0, "409", 1, 2, null);
        begin(REJECTION, "ofContent", "(" + S + S + S + S + ")L" + REJECTION + ";", 0, "422", 1, 3, null);
        begin(PROBLEM, "of", "(I" + S + S + ")L" + PROBLEM + ";", 1, null, -1, 2, "0");
        begin(PROBLEM, "malformed", "(" + S + S + S + ")L" + PROBLEM + ";", 0, "400", -1, 2, null);
        begin(PROBLEM, "content", "(" + S + S + S + S + ")L" + PROBLEM + ";", 0, "422", 1, 3, null);
        begin("org/communitysupport/kernel/Warning", "<init>", "(" + S + S + S + ")V", 0, "warning", 1, 2, null);
        begin(PROBLEM + "$At", "<init>", "(" + S + S + S + S + ")V", 2, "422", 3, 1, null);
    }

    /** @param statusAt the parameter that is the status, where {@code status} is null */
    private void begin(
            String owner, String name, String desc, int code, String status, int rule, int text, String statusAt) {
        sink(
                owner + '.' + name + desc,
                new Sink(
                        parameter(code),
                        status == null ? parameter(Integer.parseInt(statusAt)) : Part.constant(status),
                        rule < 0 ? Part.constant("") : parameter(rule),
                        parameter(text)));
    }

    private static Part parameter(int index) {
        return new Part(Set.of(), Set.of(index), false);
    }

    private void sink(String key, Sink sink) {
        if (!sinks.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(sink)) return;
        for (var caller : List.copyOf(new LinkedHashSet<>(callers.getOrDefault(key, List.of())))) {
            // What these two make of their own parameters is said above.
            if (caller.owner().name.equals(REJECTION)
                    || caller.owner().name.startsWith(PROBLEM + "$")
                    || isProblemsOwn(caller, sink)) continue;
            calls(caller, key, sink);
        }
    }

    private static boolean isProblemsOwn(Method caller, Sink sink) {
        return caller.owner().name.equals(PROBLEM)
                && (caller.node().name.equals("malformed") || caller.node().name.equals("content"));
    }

    private void calls(Method caller, String key, Sink sink) {
        var insns = caller.node().instructions;
        for (int i = 0; i < insns.size(); i++) {
            if (!called(insns.get(i)).contains(key)) continue;
            if (insns.get(i) instanceof InvokeDynamicInsnNode) continue;
            var frame = frames(caller)[i];
            if (frame != null) call(caller, insns.get(i), frame, key, sink);
        }
    }

    private void call(Method caller, AbstractInsnNode insn, Frame<SourceValue> frame, String key, Sink sink) {
        int arguments = Type.getArgumentTypes(key.substring(key.indexOf('('))).length;
        var parts = new Part[4];
        var fields = fieldsOf(frame, arguments, sink);
        for (int p = 0; p < 4; p++) {
            var given = fields[p] == null ? sink.parts()[p] : new Part(sink.parts()[p].constants(), Set.of(), false);
            var constants = new TreeSet<>(given.constants());
            var parameters = new HashSet<Integer>();
            boolean lost = given.unclear();
            for (int parameter : given.parameters()) {
                var value = frame.getStack(frame.getStackSize() - arguments + parameter);
                var part = follow(caller, value, DEPTH, new HashSet<>());
                constants.addAll(part.constants());
                parameters.addAll(part.parameters());
                lost |= part.unclear();
            }
            parts[p] = new Part(constants, parameters, lost);
        }
        String place = place(caller, insn);
        var code = parts[0];
        if (code.unclear()) unclear.add(place);
        for (String constant : code.constants())
            if (!constant.isEmpty())
                for (String status : orUnknown(parts[1]))
                    for (String sentence : orUnknown(parts[3]))
                        found.add(new Refusal(
                                constant,
                                status.equals("1") ? "422" : status.equals("0") ? "409" : status,
                                String.join(" ", new TreeSet<>(parts[2].constants())),
                                sentence,
                                place,
                                caller.key()));
        if (!code.parameters().isEmpty())
            sink(caller.key(), new Sink(new Part(Set.of(), code.parameters(), false), parts[1], parts[2], parts[3]));
    }

    /**
     * Where the code is a component of a record, the record is what refuses: its other components stand beside the code, and each making
     * of such a record is a refusal.
     */
    private RecordField[] fieldsOf(Frame<SourceValue> frame, int arguments, Sink sink) {
        var fields = new RecordField[4];
        for (int p = 0; p < 4; p++) {
            if (sink.parts()[p].parameters().size() != 1) continue;
            int parameter = sink.parts()[p].parameters().iterator().next();
            var sources = frame.getStack(frame.getStackSize() - arguments + parameter).insns;
            if (sources.size() == 1) fields[p] = recordField(sources.iterator().next());
        }
        var code = fields[0];
        if (code == null) return new RecordField[4];
        for (int p = 1; p < 4; p++) if (fields[p] != null && !fields[p].owner().equals(code.owner())) fields[p] = null;
        if (AS_IT_WAS.contains(code.owner())) return fields;
        var parts = new Part[4];
        for (int p = 0; p < 4; p++)
            parts[p] = fields[p] == null
                    ? new Part(sink.parts()[p].constants(), Set.of(), false)
                    : parameter(fields[p].index());
        sink(code.constructor(), new Sink(parts[0], parts[1], parts[2], parts[3]));
        return fields;
    }

    private record RecordField(String owner, int index, String constructor) {}

    private RecordField recordField(AbstractInsnNode insn) {
        String owner;
        String name;
        if (insn instanceof FieldInsnNode f && f.getOpcode() == Opcodes.GETFIELD) {
            owner = f.owner;
            name = f.name;
        } else if (insn instanceof MethodInsnNode m && m.desc.startsWith("()") && bytecode.has(m.owner)) {
            owner = m.owner;
            name = m.name;
        } else return null;
        for (var method : bytecode.methods()) {
            if (!method.owner().name.equals(owner) || !method.node().name.equals("<init>")) continue;
            var insns = method.node().instructions;
            for (int i = 0; i < insns.size(); i++) {
                if (!(insns.get(i) instanceof FieldInsnNode f)
                        || f.getOpcode() != Opcodes.PUTFIELD
                        || !f.name.equals(name)) continue;
                for (var source : frames(method)[i].getStack(frames(method)[i].getStackSize() - 1).insns)
                    if (source instanceof Parameter p && p.index >= 0)
                        return new RecordField(owner, p.index, method.key());
            }
        }
        return null;
    }

    private static Set<String> orUnknown(Part part) {
        return part.constants().isEmpty() ? Set.of("…") : part.constants();
    }

    // ------------------------------------------------------------------ where a value comes from

    private Part follow(Method in, SourceValue value, int depth, Set<AbstractInsnNode> seen) {
        var constants = new TreeSet<String>();
        var parameters = new HashSet<Integer>();
        boolean lost = depth == 0;
        if (depth > 0)
            for (var insn : value.insns) {
                if (!seen.add(insn)) continue;
                var part = follow(in, insn, depth, seen);
                constants.addAll(part.constants());
                parameters.addAll(part.parameters());
                lost |= part.unclear();
            }
        return new Part(constants, parameters, lost);
    }

    private Part follow(Method in, AbstractInsnNode insn, int depth, Set<AbstractInsnNode> seen) {
        return switch (insn) {
            case LdcInsnNode c -> Part.constant(String.valueOf(c.cst));
            case IntInsnNode i -> Part.constant(Integer.toString(i.operand));
            case InsnNode i when i.getOpcode() == Opcodes.ACONST_NULL -> Part.constant("");
            case InsnNode i
            when i.getOpcode() >= Opcodes.ICONST_0 && i.getOpcode() <= Opcodes.ICONST_5 ->
                Part.constant(Integer.toString(i.getOpcode() - Opcodes.ICONST_0));
            case Parameter p -> new Part(Set.of(), p.index < 0 ? Set.of() : Set.of(p.index), p.index < 0);
            case InvokeDynamicInsnNode i
            when i.bsmArgs.length > 0 && i.bsmArgs[0] instanceof String recipe ->
                Part.constant(recipe.replace('\u0001', '…'));
            case FieldInsnNode f -> field(f.owner, f.name, depth);
            case MethodInsnNode m -> returned(in, m, depth, seen);
            default -> new Part(Set.of(), Set.of(), true);
        };
    }

    /** What the methods that a call ends in give back: their constants, or what a field was made with. */
    private Part returned(Method in, MethodInsnNode call, int depth, Set<AbstractInsnNode> seen) {
        var constants = new TreeSet<String>();
        var parameters = new HashSet<Integer>();
        boolean lost = true;
        for (var target : bytecode.targets(call.owner, call.name, call.desc)) {
            var insns = target.node().instructions;
            if (insns.size() == 0) continue;
            lost = false;
            for (int i = 0; i < insns.size(); i++) {
                if (insns.get(i).getOpcode() != Opcodes.ARETURN) continue;
                var frame = frames(target)[i];
                if (frame == null) continue;
                var part = follow(target, frame.getStack(frame.getStackSize() - 1), depth - 1, new HashSet<>());
                constants.addAll(part.constants());
                lost |= part.unclear();
                if (!part.parameters().isEmpty())
                    lost |= !given(in, call, part.parameters(), depth, constants, parameters);
            }
        }
        return new Part(constants, parameters, lost);
    }

    private boolean given(
            Method in,
            MethodInsnNode call,
            Set<Integer> wanted,
            int depth,
            Set<String> constants,
            Set<Integer> parameters) {
        var frame = frames(in)[in.node().instructions.indexOf(call)];
        int arguments = Type.getArgumentTypes(call.desc).length;
        boolean clear = frame != null;
        for (int parameter : wanted) {
            if (frame == null) break;
            var part = follow(
                    in, frame.getStack(frame.getStackSize() - arguments + parameter), depth - 1, new HashSet<>());
            constants.addAll(part.constants());
            parameters.addAll(part.parameters());
            clear &= !part.unclear();
        }
        return clear;
    }

    /** What every constructor was given that fills the field. */
    private Part field(String owner, String name, int depth) {
        var constants = new TreeSet<String>();
        boolean lost = !bytecode.has(owner);
        for (var method : bytecode.methods()) {
            if (!method.owner().name.equals(owner)) continue;
            if (!method.node().name.equals("<init>") && !method.node().name.equals("<clinit>")) continue;
            var insns = method.node().instructions;
            for (int i = 0; i < insns.size(); i++) {
                if (!(insns.get(i) instanceof FieldInsnNode f) || !f.name.equals(name) || !f.owner.equals(owner))
                    continue;
                if (f.getOpcode() != Opcodes.PUTFIELD && f.getOpcode() != Opcodes.PUTSTATIC) continue;
                var frame = frames(method)[i];
                if (frame == null) continue;
                var part = follow(method, frame.getStack(frame.getStackSize() - 1), depth - 1, new HashSet<>());
                constants.addAll(part.constants());
                lost |= part.unclear();
                for (int parameter : part.parameters()) lost |= !constructed(method, parameter, depth, constants);
            }
        }
        return new Part(constants, Set.of(), lost);
    }

    private boolean constructed(Method constructor, int parameter, int depth, Set<String> constants) {
        if (constructor.owner().name.equals(REJECTION)) return true; // A copy: its first making is found by itself.
        boolean clear = true;
        int arguments = Type.getArgumentTypes(constructor.node().desc).length;
        for (var caller : new LinkedHashSet<>(callers.getOrDefault(constructor.key(), List.of()))) {
            var insns = caller.node().instructions;
            for (int i = 0; i < insns.size(); i++) {
                if (!(insns.get(i) instanceof MethodInsnNode m)
                        || !(m.owner + '.' + m.name + m.desc).equals(constructor.key())) continue;
                var frame = frames(caller)[i];
                if (frame == null) continue;
                var part = follow(
                        caller,
                        frame.getStack(frame.getStackSize() - arguments + parameter),
                        depth - 1,
                        new HashSet<>());
                constants.addAll(part.constants());
                clear &= !part.unclear();
                for (int outer : part.parameters()) clear &= passed(caller, outer, depth - 1, constants);
            }
        }
        return clear;
    }

    /** What the callers of a method hand in. */
    private boolean passed(Method method, int parameter, int depth, Set<String> constants) {
        if (depth <= 0) return false;
        return constructed(method, parameter, depth, constants);
    }

    // ------------------------------------------------------------------ frames

    /** Stands in a value's sources for a parameter; -1 is the object itself. */
    private static final class Parameter extends VarInsnNode {
        private final int index;

        Parameter(int index) {
            super(Opcodes.ALOAD, Math.max(0, index));
            this.index = index;
        }
    }

    private static final class Sources extends SourceInterpreter {
        private final int[] index;

        Sources(int[] index) {
            super(Opcodes.ASM9);
            this.index = index;
        }

        @Override
        public SourceValue newParameterValue(boolean isInstance, int local, Type type) {
            return new SourceValue(type.getSize(), new Parameter(index[local]));
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode insn, SourceValue value) {
            return insn.getOpcode() == Opcodes.CHECKCAST ? value : super.unaryOperation(insn, value);
        }
    }

    private Frame<SourceValue>[] frames(Method method) {
        return frames.computeIfAbsent(method.key(), k -> {
            boolean isStatic = (method.node().access & Opcodes.ACC_STATIC) != 0;
            var types = Type.getArgumentTypes(method.node().desc);
            int[] index = new int[method.node().maxLocals + 1];
            java.util.Arrays.fill(index, -1);
            int local = isStatic ? 0 : 1;
            for (int i = 0; i < types.length; local += types[i].getSize(), i++) index[local] = i;
            try {
                return new Analyzer<>(new Sources(index)).analyze(method.owner().name, method.node());
            } catch (AnalyzerException e) {
                throw new IllegalStateException(method.key(), e);
            }
        });
    }

    static List<String> called(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode m) return List.of(m.owner + '.' + m.name + m.desc);
        if (!(insn instanceof InvokeDynamicInsnNode dynamic)) return List.of();
        var handles = new ArrayList<String>();
        for (Object argument : dynamic.bsmArgs)
            if (argument instanceof org.objectweb.asm.Handle h)
                handles.add(h.getOwner() + '.' + h.getName() + h.getDesc());
        return handles;
    }

    private static String place(Method method, AbstractInsnNode insn) {
        int line = 0;
        for (AbstractInsnNode i = insn; i != null; i = i.getPrevious())
            if (i instanceof LineNumberNode number) {
                line = number.line;
                break;
            }
        return Bytecode.simpleName(method.owner().name)
                + '.'
                + method.node().name
                + ':'
                + line
                + '@'
                + method.owner().sourceFile;
    }
}
