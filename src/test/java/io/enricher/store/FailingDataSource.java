package io.enricher.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source whose first connections fail at a given moment. */
final class FailingDataSource extends DelegatingDataSource {

    /** When to fail. */
    enum Moment {
        /** No connection is to be had. */
        CONNECT,
        /** A statement fails. */
        STATEMENT,
        /** The commit fails and nothing was done. */
        COMMIT,
        /** The commit is done, but the client does not hear of it. */
        AFTER_COMMIT
    }

    private final Moment moment;
    private final SQLException failure;
    private final AtomicInteger failuresLeft;

    FailingDataSource(DataSource target, Moment moment, int failures, SQLException failure) {
        super(target);
        this.moment = moment;
        this.failure = failure;
        this.failuresLeft = new AtomicInteger(failures);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (moment == Moment.CONNECT) {
            failIfDue();
        }
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if ((moment == Moment.STATEMENT && name.equals("prepareStatement"))
                            || (moment == Moment.COMMIT && name.equals("commit"))) {
                        failIfDue();
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (moment == Moment.AFTER_COMMIT && name.equals("commit")) {
                            failIfDue();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void failIfDue() throws SQLException {
        if (failuresLeft.getAndDecrement() > 0) {
            throw failure;
        }
    }
}
