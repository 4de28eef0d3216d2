package io.fluxrecord.dialect.h2;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Lets Pitest find tests without running them. Its plug-in for JUnit knows no other way to find those with parameters,
 * and it does so in every virtual machine that it starts for mutants, which would take longer than the mutants do. The
 * profile {@code mutation} registers this; no other run of the tests has it.
 */
public final class DiscoveryWithoutTests implements InvocationInterceptor {

    private static final StackWalker STACK = StackWalker.getInstance();

    private static boolean isDiscovery() {
        return STACK.walk(frames -> frames.anyMatch(
                frame -> frame.getClassName().equals("org.pitest.mutationtest.execute.MutationTestMinion")
                        && frame.getMethodName().equals("findTestsForTestClasses")));
    }

    private static void unlessDiscovery(Invocation<@Nullable Void> invocation) throws Throwable {
        if (isDiscovery()) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        unlessDiscovery(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        unlessDiscovery(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        unlessDiscovery(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        unlessDiscovery(invocation);
    }
}
