/* SPDX-License-Identifier: MIT
 *
 * Calls the application, as ESP-IDF's main task does.
 */
void app_main(void);

int main(void)
{
    app_main();
    return 0;
}
