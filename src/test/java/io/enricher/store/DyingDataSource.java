package io.enricher.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** An H2 file that is left as a killed process leaves it, right before a given change of its tables or rows. */
final class DyingDataSource extends DelegatingDataSource {

    private static final Set<String> EXECUTING = Set.of("execute", "executeUpdate", "executeLargeUpdate");

    private final AtomicInteger statementsLeft;

    /** @param statement the one that is not carried out any more, from 1 */
    DyingDataSource(DataSource target, int statement) {
        super(target);
        this.statementsLeft = new AtomicInteger(statement);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) proxy(Connection.class, connection, connection);
    }

    private Object proxy(Class<?> type, Object target, Connection connection) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (target instanceof Statement && EXECUTING.contains(method.getName())) {
                dieIfDue(connection);
            }
            try {
                Object result = method.invoke(target, arguments);
                return result instanceof Statement ? proxy(method.getReturnType(), result, connection) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void dieIfDue(Connection connection) throws SQLException {
        if (statementsLeft.decrementAndGet() == 0) {
            try (Statement death = connection.createStatement()) {
                death.execute("shutdown immediately");
            }
        }
    }
}
