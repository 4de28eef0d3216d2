package io.fluxrecord.generate;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of classes that a model or enum cannot have without hiding what its own source, or code beside it, means. */
final class ReservedNames {

    /** What sources of models, and what the annotation processor makes of them, are written with. */
    private static final Set<String> OF_MODELS = Set.of(
            "ActiveRecord",
            "Column",
            "ColumnName",
            "Id",
            "Inverse",
            "Label",
            "Many",
            "Model",
            "Nullable",
            "One",
            "ReadOnlyModel",
            "ReadOnlyRecord",
            "Table");

    /** The public types of {@code java.lang} (Java 17), which every file of a package sees by their simple names. */
    private static final Set<String> OF_JAVA = Set.of("""
            AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException
            ArrayStoreException AssertionError AutoCloseable Boolean BootstrapMethodError Byte CharSequence
            Character Class ClassCastException ClassCircularityError ClassFormatError ClassLoader
            ClassNotFoundException ClassValue CloneNotSupportedException Cloneable Comparable Compiler
            Deprecated Double Enum EnumConstantNotPresentException Error Exception ExceptionInInitializerError
            Float FunctionalInterface IllegalAccessError IllegalAccessException IllegalArgumentException
            IllegalCallerException IllegalMonitorStateException IllegalStateException
            IllegalThreadStateException IncompatibleClassChangeError IndexOutOfBoundsException
            InheritableThreadLocal InstantiationError InstantiationException Integer InternalError
            InterruptedException Iterable LayerInstantiationException LinkageError Long Math Module ModuleLayer
            NegativeArraySizeException NoClassDefFoundError NoSuchFieldError NoSuchFieldException
            NoSuchMethodError NoSuchMethodException NullPointerException Number NumberFormatException Object
            OutOfMemoryError Override Package Process ProcessBuilder ProcessHandle Readable Record
            ReflectiveOperationException Runnable Runtime RuntimeException RuntimePermission SafeVarargs
            SecurityException SecurityManager Short StackOverflowError StackTraceElement StackWalker StrictMath
            String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings System Thread
            ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError
            UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException VerifyError
            VirtualMachineError Void
            """.strip().split("\\s+"));

    /** What Windows takes for a device, whatever the end of the file's name. */
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]", Pattern.CASE_INSENSITIVE);

    private ReservedNames() {}

    /** Return a name that says what it is: {@code Object} is {@code ObjectModel}. */
    static String free(String name, String kind) {
        boolean reserved = OF_MODELS.contains(name)
                || OF_JAVA.contains(name)
                || DEVICE.matcher(name).matches();
        return reserved ? name + kind : name;
    }
}
